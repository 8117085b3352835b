/**
 * Captured JSONL folders: audited without Kafka, replayed into Kafka, or compared with what the live application said.
 * Start with {@link io.tidemark.replay.Audit}, which counts an {@link io.tidemark.replay.AuditPlan}'s files and judges
 * them by the engine of the live stream; {@link io.tidemark.replay.KafkaReplayer} sends the same files, and
 * {@link io.tidemark.replay.Verifier} proves that both came to the same verdicts.
 */
@NullMarked
package io.tidemark.replay;

import org.jspecify.annotations.NullMarked;
