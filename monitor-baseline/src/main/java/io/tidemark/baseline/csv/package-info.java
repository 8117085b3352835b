/**
 * Reads training tables as bytes: files, folders and gzip, RFC 4180, no text per field and nothing allocated per row.
 * Read {@link io.tidemark.baseline.csv.CsvRows} first; {@link io.tidemark.baseline.csv.CsvSplits} gives each thread
 * its own part of a file.
 */
@NullMarked
package io.tidemark.baseline.csv;

import org.jspecify.annotations.NullMarked;
