package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RegistryView.Backup;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A backup of the registry as a row. */
public final class BackupRow extends SnapshotRow<Backup> {
  /** Newest first. */
  static final Comparator<BackupRow> ORDER =
      Comparator.<BackupRow, Instant>comparing(row -> row.snapshot().time()).reversed();

  BackupRow(String name, Backup backup) {
    super(name, backup);
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(Backup backup) {
    return backup.verified()
        ? Badge.of(1, Texts.get("registry.backup.verified"), Icon.CHECK, Hue.OK)
        : Badge.of(0, Texts.get("registry.backup.mismatch"), Icon.UNEQUAL, Hue.BAD);
  }

  /** When it was made. */
  public ObservableValue<@Nullable Instant> time() {
    return value(Backup::time);
  }

  /** File name. */
  public ObservableValue<String> name() {
    return value(Backup::name);
  }

  /** Records in it. */
  public ObservableValue<Long> records() {
    return value(Backup::records);
  }

  /** Size in bytes. */
  public ObservableValue<@Nullable Long> size() {
    return value(Backup::bytes);
  }

  /** Hash in its name. */
  public ObservableValue<@Nullable String> hash() {
    return value(Backup::hash);
  }
}
