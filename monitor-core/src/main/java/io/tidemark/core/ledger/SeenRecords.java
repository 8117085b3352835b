package io.tidemark.core.ledger;

/** Answers whether a record was seen on an input partition, and remembers it. */
public interface SeenRecords {
    /**
     * Says whether a record was seen, and remembers it if not.
     *
     * @param endpoint its endpoint
     * @param eventTimeMs its event time
     * @param watermarkMs the watermark of the endpoint before this record, or none
     * @param id the record
     */
    Sighting check(String endpoint, long eventTimeMs, long watermarkMs, RecordIdentity id);
}
