package dev.reeve;

import dev.reeve.console.EngineSession;
import dev.reeve.console.Workspaces;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * Who uses the console in the pictures: the account and the folder of a person, where a build
 * server has {@code root} and a name full of digits in its temporary folder. What is done is done
 * in the real folder, and recorded on that account.
 */
final class TourPerson implements AutoCloseable {
  private static final String ACCOUNT = "user.name";
  private static final String NAME = "dana";

  private final String before = System.getProperty(ACCOUNT, "");

  private TourPerson() {
    System.setProperty(ACCOUNT, NAME);
  }

  /** From now on this process runs under that account. */
  static TourPerson arrive() {
    return new TourPerson();
  }

  /** As whoever it was before. */
  @Override
  public void close() {
    System.setProperty(ACCOUNT, before);
  }

  /** Where somebody has notes; no such folder is there. */
  static Path notes() {
    String homes = File.separatorChar == '\\' ? "C:\\Users" : "/home";
    return Path.of(homes, NAME, "Documents", "notes");
  }

  /**
   * Shows a folder under the name {@link #notes}.
   *
   * @param real what is behind it
   * @param others know every other folder
   */
  record Folders(Path real, Workspaces others) implements Workspaces {
    @Override
    public List<Recent> recent() {
      return others.recent();
    }

    @Override
    public Look look(Path folder) {
      if (!folder.equals(notes())) {
        return others.look(folder);
      }
      Look found = others.look(real);
      return new Look(
          folder,
          found.adopted(),
          found.files(),
          found.documents(),
          found.registry(),
          found.policy(),
          found.creates(),
          found.problems());
    }

    @Override
    public EngineSession open(Path folder) {
      return others.open(behind(folder));
    }

    @Override
    public EngineSession adopt(Path folder) {
      return others.adopt(behind(folder));
    }

    private Path behind(Path folder) {
      return folder.equals(notes()) ? real : folder;
    }

    @Override
    public EngineSession sample() {
      return others.sample();
    }
  }
}
