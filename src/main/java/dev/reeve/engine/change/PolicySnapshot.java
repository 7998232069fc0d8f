package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/**
 * The exact bytes of the policy file at one moment; empty when there is none. Its hash is part of
 * what an approval covers, so editing the policy voids it. Immutable. Source: {@code
 * docs/reference/changes.md}.
 */
public final class PolicySnapshot {
  /** No policy file. */
  public static final PolicySnapshot NONE = new PolicySnapshot(new byte[0]);

  private final byte[] bytes;
  private final String hash;

  /** Takes a copy of the bytes. */
  public PolicySnapshot(byte[] bytes) {
    this.bytes = bytes.clone();
    this.hash = Sha256.of(bytes);
  }

  /**
   * Reads {@code .reeve/policy.yaml} now.
   *
   * @throws EngineException {@code POLICY_INVALID} when it is there and cannot be read
   */
  public static PolicySnapshot read(Workspace workspace) {
    try {
      return new PolicySnapshot(Files.readAllBytes(workspace.own("policy.yaml")));
    } catch (NoSuchFileException absent) {
      return NONE;
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE,
              "POLICY_INVALID",
              "Nothing was judged: the policy file cannot be read: " + e.getMessage())
          .with("Nothing was changed.", "Make .reeve/policy.yaml readable.")
          .causedBy(e);
    }
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of the bytes. */
  public String hash() {
    return hash;
  }
}
