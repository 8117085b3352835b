package io.tidemark.streams.processor;

/**
 * Is told what the stages of an application send and hold, for figures that an operator watches. It decides nothing: an
 * application gives the same results with any observer. Called by stream threads, several at once: it must be quick,
 * keep no message, and throw nothing.
 *
 * <p>What it is told may be told again: work that is rolled back with its transaction is done once more. The ledger is
 * exact, figures that are added up from messages are not.
 */
public interface Observer {
    /** The observer that looks away. */
    Observer NONE = new Observer() {};

    /** A stage sends a message: to a topic, or to the merge stage. */
    default void sent(Message message) {}

    /**
     * A task of a merge stage has looked at its windows.
     *
     * @param partition the task's partition of the merge stage
     * @param endpoint the endpoint
     * @param windows how many windows of the endpoint it holds, those of each variant counted apart; 0 or more
     */
    default void holds(int partition, String endpoint, int windows) {}
}
