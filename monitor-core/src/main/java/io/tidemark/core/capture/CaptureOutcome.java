package io.tidemark.core.capture;

/** What became of a captured record at the parser. Every record has exactly one outcome. */
public enum CaptureOutcome {
    /** It was read whole and is to be counted. */
    PARSED,
    /** Its join id is not in the sample. Its payloads were not read. */
    SAMPLED_OUT,
    /** It does not meet a condition of the filter. */
    FILTERED,
    /** It cannot be counted; {@link CapturedRecord#rejection} says why. */
    REJECTED
}
