/**
 * What became of every record: who a record is, whether it was seen before, the account of an input partition, and the
 * check that recomputes it. Start with {@link io.tidemark.core.ledger.IntakeRules}.
 */
@NullMarked
package io.tidemark.core.ledger;

import org.jspecify.annotations.NullMarked;
