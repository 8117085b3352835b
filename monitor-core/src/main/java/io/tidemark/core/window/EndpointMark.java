package io.tidemark.core.window;

/**
 * What one input partition says of one endpoint.
 *
 * @param endpoint the endpoint's name
 * @param watermarkMs its watermark on this partition, or {@link Watermark#NONE}
 * @param idle whether the partition is known to hold nothing more of the endpoint for now
 */
public record EndpointMark(String endpoint, long watermarkMs, boolean idle) {}
