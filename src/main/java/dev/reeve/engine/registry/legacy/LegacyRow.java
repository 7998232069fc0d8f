package dev.reeve.engine.registry.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One id and its file as an earlier program recorded them; texts as they stand in the source.
 *
 * @param fileRecord false for a record of something else than a file
 * @param created when the id was issued
 * @param firstSeen when the file was noticed first, null when that is not told apart
 * @param by who issued it
 * @param supersededBy the id that took its place
 * @param recordId record id of a migrated registry
 * @param columns columns to take over as they are
 * @param remarks what has no column; goes into the notes
 */
record LegacyRow(
    String id,
    String path,
    String status,
    boolean fileRecord,
    @Nullable String created,
    @Nullable String firstSeen,
    @Nullable String by,
    @Nullable String supersededBy,
    @Nullable String recordId,
    ObjectNode columns,
    List<String> remarks) {}
