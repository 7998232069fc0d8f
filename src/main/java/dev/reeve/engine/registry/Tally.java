package dev.reeve.engine.registry;

/**
 * Counts that rules about the whole registry need without reading it again.
 *
 * @param records of all kinds
 * @param active records whose status is active
 * @param activeFiles those of them that are files
 * @param entities records of kind entity
 * @param others entities of the kind {@code other}
 */
record Tally(long records, long active, long activeFiles, long entities, long others) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0);

  Tally plus(RecordHead head) {
    return moved(head, 1);
  }

  Tally minus(RecordHead head) {
    return moved(head, -1);
  }

  private Tally moved(RecordHead head, int by) {
    boolean entity = head.kind().equals("entity");
    return new Tally(
        records + by,
        active + (head.active() ? by : 0),
        activeFiles + (head.active() && head.file() ? by : 0),
        entities + (entity ? by : 0),
        others + (entity && "other".equals(head.entityKind()) ? by : 0));
  }
}
