package io.tidemark.core.evaluation;

/** Whether a verdict can still change. */
public enum VerdictStatus {
    /** Labels may still come; a later revision may say otherwise. No part of any hash. */
    PROVISIONAL,
    /** The verdict on a closed window, or on one whose labels' deadline has passed. */
    FINAL
}
