/** Reasons to train again, from the topics to an event and on to whatever starts the training. Start with RetrainDuty. */
@NullMarked
package io.tidemark.alerts.retrain;

import org.jspecify.annotations.NullMarked;
