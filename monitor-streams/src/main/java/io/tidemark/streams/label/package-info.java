/**
 * The labels application: predictions meet their labels, windows are judged as labels come. Start with LabelsTopology, then
 * LabelJoinProcessor and ModelMergeProcessor.
 */
@NullMarked
package io.tidemark.streams.label;

import org.jspecify.annotations.NullMarked;
