/** When a model should be trained again, decided from what its windows showed. Start with RetrainBook. */
@NullMarked
package io.tidemark.core.retrain;

import org.jspecify.annotations.NullMarked;
