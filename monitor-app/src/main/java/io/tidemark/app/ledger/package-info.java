/** Commands on the books: checking the ledger, listing and replaying dead letters. Start with LedgerCheckCommand. */
@NullMarked
package io.tidemark.app.ledger;

import org.jspecify.annotations.NullMarked;
