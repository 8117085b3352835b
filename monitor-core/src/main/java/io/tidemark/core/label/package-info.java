/**
 * Labels that come late, twice, corrected, taken back or never, and their predictions: the join as a function of the set
 * of records, whatever their order. Read {@link io.tidemark.core.label.LabelJoin} first: it takes what is known of one
 * join id, {@link io.tidemark.core.label.JoinEntry}, and one record more, and says what changes.
 * {@link io.tidemark.core.label.LabelAccount} keeps the identity of labels and of predictions,
 * {@link io.tidemark.core.label.RevisionPolicy} says when a window is evaluated anew.
 */
@NullMarked
package io.tidemark.core.label;

import org.jspecify.annotations.NullMarked;
