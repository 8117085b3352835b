package io.tidemark.core.label;

import io.tidemark.core.window.WindowKey;

/**
 * A captured record in the tables of its window.
 *
 * @param window the window
 * @param rows how many rows it has
 * @param isLabelled whether they have a label
 */
public record JoinedRows(WindowKey window, int rows, boolean isLabelled) {}
