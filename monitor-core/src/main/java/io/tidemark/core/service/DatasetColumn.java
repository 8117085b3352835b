package io.tidemark.core.service;

/**
 * A column of the dataset that is checked.
 *
 * @param statistics what goes into {@code statistics.json}
 * @param types how its values are spelled
 * @param inDomain how many values are of the domain that the constraints allow
 * @param inDataset whether the dataset has the column at all; a column of the constraints that it lacks is all nulls
 */
public record DatasetColumn(ColumnStatistics statistics, TypeCounts types, long inDomain, boolean inDataset) {}
