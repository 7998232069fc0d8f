package dev.reeve.console.fx;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What can be done with the files that the selected rows of a list are about. Screen thread.
 *
 * @param <S> snapshot
 */
public final class FileCommands<S> {
  private static final int FILES_AT_ONCE = 5;

  private final LiveList<S, ?> list;
  private final Path root;
  private final Predicate<S> hasFile;
  private final Function<S, String> path;
  private final String whyNot;

  /**
   * @param root the paths are relative to it
   * @param hasFile of which snapshots there is a file
   * @param path of these
   * @param whyNot the sentence when something is selected but has no file
   */
  public FileCommands(
      LiveList<S, ?> list,
      Path root,
      Predicate<S> hasFile,
      Function<S, String> path,
      String whyNot) {
    this.list = list;
    this.root = root;
    this.hasFile = hasFile;
    this.path = path;
    this.whyNot = whyNot;
  }

  /** Opens the files with the system's programs. */
  public Command open(SystemFiles.Act open) {
    return command(Texts.get("console.action.open-file"), "O", open);
  }

  /** Shows the files in their folders. */
  public Command showInFolder(SystemFiles.Act reveal) {
    return command(Texts.get("console.action.show-in-folder"), "", reveal);
  }

  private Command command(String text, String key, SystemFiles.Act act) {
    return list.overSelection(
        text,
        key,
        hasFile,
        whyNot,
        keys ->
            list.chosen(hasFile).limit(FILES_AT_ONCE).map(path).forEach(file -> act(file, act)));
  }

  private void act(String file, SystemFiles.Act act) {
    SystemFiles.run(list.screen(), act, root.resolve(file), file, list.problemProperty()::set);
  }
}
