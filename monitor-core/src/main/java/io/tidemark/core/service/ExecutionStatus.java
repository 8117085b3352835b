package io.tidemark.core.service;

/** How the service calls the end of a monitoring run, with the message it leaves. */
public enum ExecutionStatus {
    COMPLETED("Completed"),
    COMPLETED_WITH_VIOLATIONS("CompletedWithViolations"),
    FAILED("Failed");

    private static final String NO_DATA = "Job inputs had no data";

    private final String wireName;

    ExecutionStatus(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name in the service's answers. */
    public String wireName() {
        return wireName;
    }

    /** Returns the status of a run over so many rows with so many violations; without a row it has failed. */
    public static ExecutionStatus of(long rows, int violations) {
        if (rows == 0) {
            return FAILED;
        }
        return violations == 0 ? COMPLETED : COMPLETED_WITH_VIOLATIONS;
    }

    /** Returns the run's last message; "violations" is a plural for 1 too, as in the service. */
    public String message(int violations) {
        return switch (this) {
            case COMPLETED -> "Completed: Job completed successfully with no violations.";
            case COMPLETED_WITH_VIOLATIONS ->
                "CompletedWithViolations: Job completed successfully with " + violations + " violations.";
            case FAILED -> NO_DATA;
        };
    }
}
