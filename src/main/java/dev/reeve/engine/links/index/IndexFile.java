package dev.reeve.engine.links.index;

import dev.reeve.engine.links.DocumentHash;
import dev.reeve.engine.links.Extraction;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Position;
import dev.reeve.engine.links.Reading;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.Target;
import dev.reeve.engine.links.index.KeptDocuments.Kept;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read of documents, and what was seen to go, for the next process. It saves reading and
 * parsing and decides nothing: a file that is absent, damaged, of another version or of another
 * folder counts as empty, and each document is compared with the disk. Blocks; safe on any thread.
 */
final class IndexFile {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
  private static final long MAGIC = 0x5265_6576_654c_6b31L; // ReeveLk1

  /** To be raised with whatever changes what is read of a document, or how it is written here. */
  private static final int VERSION = 3;

  private static final int DOCUMENTS_IN_BLOCK = 64;
  private static final int HEAD = Long.BYTES + Integer.BYTES + Long.BYTES;

  private final Workspace workspace;
  private final Path file;

  /** What a file holds. */
  record Content(
      Extraction extraction, Map<String, Kept> documents, Collection<KeptPast.Gone> gone) {}

  IndexFile(Workspace workspace) {
    this.workspace = workspace;
    this.file = workspace.own("state", "links.index");
  }

  /** Whether there is one, of whatever version. */
  boolean isThere() {
    return Files.isRegularFile(file);
  }

  /** Writes it anew. */
  void write(Content content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 20);
    DataOutputStream out = new DataOutputStream(body);
    text(out, identity());
    out.writeInt(content.extraction().frontMatter().size());
    for (String each : content.extraction().frontMatter()) {
      text(out, each);
    }
    out.writeInt(content.gone().size());
    for (KeptPast.Gone each : content.gone()) {
      text(out, each.path());
      text(out, each.content());
      out.writeLong(each.at().toEpochMilli());
      optional(out, each.movedTo());
    }
    List<Map.Entry<String, Kept>> read =
        content.documents().entrySet().stream()
            .filter(each -> each.getValue().sha256() != null)
            .toList();
    for (int from = 0; from < read.size(); from += DOCUMENTS_IN_BLOCK) {
      ByteArrayOutputStream block = new ByteArrayOutputStream(1 << 16);
      DataOutputStream in = new DataOutputStream(block);
      List<Map.Entry<String, Kept>> part =
          read.subList(from, Math.min(read.size(), from + DOCUMENTS_IN_BLOCK));
      in.writeInt(part.size());
      for (Map.Entry<String, Kept> each : part) {
        document(in, each.getKey(), each.getValue());
      }
      out.writeInt(block.size());
      block.writeTo(out);
    }
    out.writeInt(0);
    byte[] bytes = body.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length + HEAD);
    DataOutputStream head = new DataOutputStream(all);
    head.writeLong(MAGIC);
    head.writeInt(VERSION);
    head.writeLong(sum(bytes, 0));
    head.write(bytes);
    workspace.ownFiles().replace(file, all.toByteArray());
  }

  /**
   * Reads it; null when there is none that can be used, for which the log has a plain reason.
   *
   * @param pool where parts of it are read
   */
  @Nullable Content read(ExecutorService pool) throws InterruptedException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (bytes.length < HEAD || in.getLong() != MAGIC || in.getInt() != VERSION) {
        return rebuilt("it is of another version, or no index");
      }
      if (in.getLong() != sum(bytes, HEAD)) {
        return rebuilt("it is damaged");
      }
      if (!text(in).equals(identity())) {
        return rebuilt("it was made for another folder");
      }
      return read(in, pool);
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException | RuntimeException | ExecutionException e) {
      return rebuilt(e.toString());
    }
  }

  private @Nullable Content rebuilt(String why) {
    LOG.info("The index of links is built anew: {} was not used, {}", file, why);
    return null;
  }

  private static Content read(ByteBuffer in, ExecutorService pool)
      throws InterruptedException, ExecutionException {
    Set<String> frontMatter = new HashSet<>();
    for (int n = in.getInt(); n > 0; n--) {
      frontMatter.add(text(in));
    }
    List<KeptPast.Gone> gone = new ArrayList<>();
    for (int n = in.getInt(); n > 0; n--) {
      gone.add(
          new KeptPast.Gone(text(in), text(in), Instant.ofEpochMilli(in.getLong()), optional(in)));
    }
    List<Callable<Map<String, Kept>>> blocks = new ArrayList<>();
    for (int length = in.getInt(); length > 0; length = in.getInt()) {
      ByteBuffer block = in.duplicate().limit(in.position() + length);
      blocks.add(() -> documents(block));
      in.position(block.limit());
    }
    Map<String, Kept> documents = new HashMap<>();
    for (Future<Map<String, Kept>> each : pool.invokeAll(blocks)) {
      documents.putAll(each.get());
    }
    return new Content(new Extraction(Set.copyOf(frontMatter), false), documents, gone);
  }

  private static Map<String, Kept> documents(ByteBuffer in) {
    Map<String, Kept> out = new HashMap<>();
    for (int n = in.getInt(); n > 0; n--) {
      String path = text(in);
      long size = in.getLong();
      long modified = in.getLong();
      long readAt = in.getLong();
      String sha256 = text(in);
      String title = optional(in);
      Set<String> anchors = new HashSet<>();
      for (int a = in.getInt(); a > 0; a--) {
        anchors.add(text(in));
      }
      List<Reference> references = new ArrayList<>();
      for (int r = in.getInt(); r > 0; r--) {
        references.add(reference(in));
      }
      ParsedDocument document =
          new ParsedDocument(
              path,
              DocumentHash.known(sha256),
              List.copyOf(references),
              Set.copyOf(anchors),
              title);
      out.put(path, new Kept(new Reading.Read(document), size, modified, readAt));
    }
    return out;
  }

  private static void document(DataOutputStream out, String path, Kept kept) throws IOException {
    if (!(kept.reading() instanceof Reading.Read(ParsedDocument document))) {
      throw new IllegalArgumentException(path + " was not read");
    }
    text(out, path);
    out.writeLong(kept.size());
    out.writeLong(kept.modified());
    out.writeLong(kept.readAt());
    text(out, document.sha256());
    optional(out, document.title());
    out.writeInt(document.anchors().size());
    for (String each : document.anchors()) {
      text(out, each);
    }
    out.writeInt(document.references().size());
    for (Reference each : document.references()) {
      reference(out, each);
    }
  }

  private static void reference(DataOutputStream out, Reference each) throws IOException {
    out.writeByte(each.kind().ordinal());
    text(out, each.text());
    text(out, each.rawTarget());
    out.writeBoolean(each.target().external());
    text(out, each.target().path());
    optional(out, each.target().query());
    optional(out, each.target().fragment());
    out.writeInt(each.position().line());
    out.writeInt(each.position().column());
    out.writeInt(each.position().offset());
    out.writeInt(each.position().length());
    out.writeInt(each.uses().size());
    for (int use : each.uses()) {
      out.writeInt(use);
    }
  }

  private static Reference reference(ByteBuffer in) {
    ReferenceKind kind = ReferenceKind.values()[in.get()];
    String words = text(in);
    String raw = text(in);
    Target target = new Target(in.get() != 0, text(in), optional(in), optional(in));
    Position position = new Position(in.getInt(), in.getInt(), in.getInt(), in.getInt());
    List<Integer> uses = new ArrayList<>();
    for (int n = in.getInt(); n > 0; n--) {
      uses.add(in.getInt());
    }
    return new Reference(kind, words, raw, target, position, List.copyOf(uses));
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Of the buffer's own bytes. */
  private static String text(ByteBuffer in) {
    int length = in.getInt();
    int from = in.position();
    in.position(from + length);
    return new String(in.array(), from, length, StandardCharsets.UTF_8);
  }

  private static void optional(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      text(out, text);
    }
  }

  private static @Nullable String optional(ByteBuffer in) {
    return in.get() == 0 ? null : text(in);
  }

  /** A copied folder has times and sizes of another one. */
  private String identity() throws IOException {
    Object key = Files.readAttributes(workspace.root(), BasicFileAttributes.class).fileKey();
    return workspace.root() + "|" + key;
  }

  private static long sum(byte[] bytes, int from) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return sum.getValue();
  }
}
