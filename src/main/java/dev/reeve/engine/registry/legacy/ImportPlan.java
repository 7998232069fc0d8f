package dev.reeve.engine.registry.legacy;

import dev.reeve.engine.registry.LedgerEntry;
import dev.reeve.engine.registry.Operation;
import java.util.List;
import java.util.Map;

/**
 * What an import would do to one state of the registry. Immutable.
 *
 * @param operations the one patch; empty when there is nothing to do
 * @param ledger ids that were issued somewhere: never issued again
 * @param counts cases under each rule; rules without any are absent
 * @param items every case that a person may want to see
 * @param records records to add
 * @param activePaths paths that have an active id in the sources
 */
record ImportPlan(
    List<Operation> operations,
    List<LedgerEntry> ledger,
    Map<ImportRule, Integer> counts,
    List<ImportItem> items,
    int records,
    int activePaths) {}
