package io.tidemark.replay;

/** Label records for tests. */
final class TestLabels {
    private TestLabels() {}

    /** A record of the service with one label. */
    static String label(String id, String value) {
        return "{\"groundTruthData\":{\"data\":\"" + value
                + "\",\"encoding\":\"CSV\"},\"eventMetadata\":{\"eventId\":\"" + id + "\"},\"eventVersion\":\"0\"}";
    }

    /** A plain record that says when it was known. */
    static String timed(String id, String value, String time) {
        return "{\"inferenceId\":\"" + id + "\",\"label\":\"" + value + "\",\"labelTime\":\"" + time + "\"}";
    }

    /** A plain record that takes labels back. */
    static String retraction(String id, String time) {
        return "{\"inferenceId\":\"" + id + "\",\"retracted\":true,\"labelTime\":\"" + time + "\"}";
    }

    /** A captured record with a row of input and an answer. */
    static String answered(String id, String time, String row, String answer) {
        return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"data\":\"" + row
                + "\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"observedContentType\":\"text/csv\",\"data\":\""
                + answer + "\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"event-of-" + id
                + "\",\"inferenceId\":\"" + id + "\",\"inferenceTime\":\"" + time + "\"},\"eventVersion\":\"0\"}";
    }
}
