package dev.reeve.engine.links.fix;

import java.util.List;

/**
 * Everything that is to be written, proved, and what became of what is not.
 *
 * @param outcomes in the order of what was asked for
 * @param files what is written
 * @param edits the ones that are planned
 */
record Draft(List<FixOutcome> outcomes, List<FileEdit> files, List<DecidedEdit> edits) {}
