package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryView.Backup;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A backup of the registry as a row. */
public final class BackupRow extends SnapshotRow<KeptBackup> {
  /** Newest first. */
  static final Comparator<BackupRow> ORDER =
      Comparator.<BackupRow, Instant>comparing(row -> row.snapshot().backup().time()).reversed();

  BackupRow(String name, KeptBackup kept) {
    super(name, kept);
  }

  /** What free text is looked for in. */
  String searchText() {
    return key() + " " + before().getValue();
  }

  /** Before which write it was made: the patch's reason. */
  public ObservableValue<String> before() {
    return value(kept -> reason(kept.write()));
  }

  /** Why something was written, else by whom. */
  static String reason(@Nullable RecordWrite write) {
    if (write == null) {
      return Formats.NONE;
    }
    boolean unsaid = write.reason() == null || write.reason().isBlank();
    return unsaid && write.source() != null
        ? Texts.get("registry.backup.write-by", write.source())
        : FindingWords.capital(Formats.orNone(write.reason()));
  }

  @Override
  public Badge badge() {
    return badge(snapshot().backup());
  }

  static Badge badge(Backup backup) {
    return backup.verified()
        ? Badge.of(1, Texts.get("registry.backup.verified"), Icon.CHECK, Hue.OK)
        : Badge.of(0, Texts.get("registry.backup.mismatch"), Icon.UNEQUAL, Hue.BAD);
  }

  /** When it was made. */
  public ObservableValue<@Nullable Instant> time() {
    return value(kept -> kept.backup().time());
  }

  /** Records in it. */
  public ObservableValue<Long> records() {
    return value(kept -> kept.backup().records());
  }

  /** Size in bytes. */
  public ObservableValue<@Nullable Long> size() {
    return value(kept -> kept.backup().bytes());
  }

  /** Hash in its name. */
  public ObservableValue<@Nullable String> hash() {
    return value(kept -> kept.backup().hash());
  }
}
