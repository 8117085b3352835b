/**
 * The statistics, constraints and checks of Amazon SageMaker Model Monitor, so that its files can be read, written and
 * acted upon; docs/compatibility.md says what is known of each and what is a choice. Rows come in one order here, as
 * the service's sketch needs them, unlike everywhere else. Start with {@link io.tidemark.core.service.ServiceProfile}.
 */
@NullMarked
package io.tidemark.core.service;

import org.jspecify.annotations.NullMarked;
