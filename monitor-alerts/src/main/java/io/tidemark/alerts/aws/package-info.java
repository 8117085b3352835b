/**
 * Amazon's services without their kit: bodies for EventBridge, SNS and CloudWatch, and the signature that they want. The
 * bodies are sent by {@link io.tidemark.alerts.sink.HttpSink} as all others. Start with
 * {@link io.tidemark.alerts.aws.AwsService}.
 */
@NullMarked
package io.tidemark.alerts.aws;

import org.jspecify.annotations.NullMarked;
