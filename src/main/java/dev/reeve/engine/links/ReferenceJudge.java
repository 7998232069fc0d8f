package dev.reeve.engine.links;

import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges references of documents as they are, or as they would be: the parser and resolver of the
 * check over a tree whose stock was taken once. Rules are not asked. Blocks; safe on any thread.
 * Source: {@code docs/reference/links.md}.
 */
public final class ReferenceJudge {
  private final StatedTree tree;
  private final LinkSettings settings;
  private final Documents documents;
  private final Fragments fragments;
  private final Resolver resolver;
  private final TargetTexts texts;

  private ReferenceJudge(StatedTree tree, LinkSettings settings, Documents documents) {
    this.tree = tree;
    this.settings = settings;
    this.documents = documents;
    this.fragments = new Fragments(tree.index(), documents);
    this.resolver = new Resolver(tree.index(), fragments, settings);
    this.texts = new TargetTexts(tree.index(), documents);
  }

  /**
   * Takes stock of a tree.
   *
   * @throws EngineException {@code WORKSPACE_UNREADABLE} when it cannot be listed
   */
  public static ReferenceJudge of(CheckedTree tree, LinkSettings settings) {
    try {
      StatedTree stated = new StatedTree(tree, tree.index(), Map.of());
      return new ReferenceJudge(stated, settings, new Documents(stated, settings.extraction()));
    } catch (IOException e) {
      throw LinkCheck.unreadable(tree).causedBy(e);
    }
  }

  /** Of a tree whose stock was taken, with what was read of it already. */
  static ReferenceJudge of(
      CheckedTree tree, PathIndex index, LinkSettings settings, Documents documents) {
    return new ReferenceJudge(new StatedTree(tree, index, Map.of()), settings, documents);
  }

  /** The same as if these files were there with these bytes, in place of what is there. */
  public ReferenceJudge with(Map<String, byte[]> files) {
    Set<String> more = new HashSet<>(files.keySet());
    more.removeIf(tree.index()::isFile);
    Map<String, byte[]> all = new HashMap<>(tree.files());
    all.putAll(files);
    PathIndex index = more.isEmpty() ? tree.index() : tree.index().with(more);
    StatedTree changed = new StatedTree(tree.tree(), index, Map.copyOf(all));
    return new ReferenceJudge(changed, settings, documents.with(changed, files.keySet()));
  }

  /** The tree with the stock that was taken, for a check that must see the same. */
  public CheckedTree tree() {
    return tree;
  }

  /** What holds for the references. */
  public LinkSettings settings() {
    return settings;
  }

  /** Whether the name is that of a Markdown document. */
  public static boolean isMarkdown(String path) {
    return PathIndex.isMarkdown(path);
  }

  /** Files that a reference may be led to, sorted. */
  public Set<String> candidates() {
    return Collections.unmodifiableSet(tree.index().candidates());
  }

  /** Whether a file has exactly this path. */
  public boolean isFile(String path) {
    return tree.index().isFile(path);
  }

  /** Whether a file or folder has exactly this path. */
  public boolean exists(String path) {
    return tree.index().isFile(path) || tree.index().isFolder(path);
  }

  /** Whether something has this path in any mixture of upper and lower case. */
  public boolean isTaken(String path) {
    return exists(path) || tree.index().existsInOtherCase(path);
  }

  /** Whether the file has the place that a fragment names; what cannot be judged has it. */
  public boolean hasFragment(String path, @Nullable String fragment) {
    return fragments.has(path, new Target(false, path, null, fragment));
  }

  /** A document; empty when it is not there or cannot be read. */
  public Optional<ParsedDocument> document(String path) {
    return isFile(path) && documents.get(path) instanceof Reading.Read(ParsedDocument document)
        ? Optional.of(document)
        : Optional.empty();
  }

  /**
   * The bytes of a document.
   *
   * @throws IOException when it cannot be read, or leads out of the workspace
   */
  public byte[] bytes(String path) throws IOException {
    try (CheckedTree.Content content = tree.open(path)) {
      return content.bytes().readAllBytes();
    }
  }

  /**
   * Reads other bytes of a document, as the check reads it.
   *
   * @throws CharacterCodingException when they are not UTF-8
   */
  public ParsedDocument parse(String path, byte[] bytes) throws CharacterCodingException {
    return DocumentParser.parse(path, bytes, settings.extraction());
  }

  /** What becomes of a reference of a document. */
  public Category judge(String document, Reference reference) {
    return resolver.judge(document, reference);
  }

  /**
   * What a finding's document should say to lead to a file, in its own style.
   *
   * @param file relative to the root; may be a folder
   * @param fragment instead of the one it has; null keeps that
   */
  public String text(Finding finding, String file, @Nullable String fragment) {
    if (fragment == null) {
      return texts.of(finding, file);
    }
    boolean sameFile = file.equals(LinkScan.place(finding));
    String text = sameFile ? finding.rawTarget() : texts.of(finding, file);
    return TargetText.withFragment(text.indexOf('#') < 0 ? text + "#" : text, fragment);
  }
}
