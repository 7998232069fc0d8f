package dev.reeve.engine.crash;

/**
 * Where a process is killed: at one change of the disk, or one commit of the database, counted from
 * 1 or found by its name.
 *
 * @param step number of the change; 0 when {@code name} says which
 * @param name part of the step's text, such as {@code moveReplace UNIFIED_SSOT}; empty when counted
 */
record KillPoint(int step, String name, How how) {
  /** Nowhere: the act runs to its end. */
  static final KillPoint NONE = new KillPoint(0, "", How.BEFORE);

  enum How {
    BEFORE,
    /** Half of the bytes are on the disk. */
    TORN,
    AFTER
  }

  static KillPoint of(int step, How how) {
    return new KillPoint(step, "", how);
  }

  static KillPoint named(String name, How how) {
    return new KillPoint(0, name, how);
  }

  boolean isAt(int number, String text) {
    return name.isEmpty() ? number == step : text.contains(name);
  }

  String line() {
    return step + "\t" + name + "\t" + how;
  }

  static KillPoint parse(String step, String name, String how) {
    return new KillPoint(Integer.parseInt(step), name, How.valueOf(how));
  }
}
