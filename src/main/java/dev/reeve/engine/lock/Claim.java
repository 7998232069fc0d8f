package dev.reeve.engine.lock;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One lease somebody asks for, then holds. The numbers are set by the asking thread once the
 * database has them durably.
 */
final class Claim {
  private final String name;
  private final @Nullable PathSet paths;
  private final String owner;
  private final String token = UUID.randomUUID().toString();
  private volatile long seq;
  private volatile long fence;
  private volatile boolean released;

  Claim(String name, @Nullable PathSet paths, String owner) {
    this.name = name;
    this.paths = paths;
    this.owner = owner;
  }

  String name() {
    return name;
  }

  @Nullable PathSet paths() {
    return paths;
  }

  /** All names under which a person sees it. */
  List<String> labels() {
    return paths == null ? List.of(name) : paths.texts().stream().map(Lease::pathLabel).toList();
  }

  String owner() {
    return owner;
  }

  String token() {
    return token;
  }

  /** Place in the line, 0 before there is one. */
  long seq() {
    return seq;
  }

  /** The fence, 0 before it is granted. */
  long fence() {
    return fence;
  }

  boolean isGranted() {
    return fence > 0;
  }

  /** Whether the database has a row of it, as far as the asking thread knows. */
  boolean isKnown() {
    return seq > 0 || fence > 0;
  }

  /** Whether it was given back: whoever comes second has nothing to do. */
  boolean isReleased() {
    return released;
  }

  void released() {
    released = true;
  }

  void standsAt(long place) {
    seq = place;
  }

  void grantedWith(long number) {
    fence = number;
  }
}
