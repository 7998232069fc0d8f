package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Extraction;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.index.KeptDocuments.Kept;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read of documents, what was seen to go and what was found, for the next process. A file
 * that is absent, damaged, of another version or of another folder counts as empty, each document
 * is compared with the disk, and what was found is told only where it holds ({@link Known}) and
 * this very program found it. Blocks; safe on any thread.
 */
final class IndexFile {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
  private static final long MAGIC = 0x5265_6576_654c_6b31L; // ReeveLk1

  /** To be raised with whatever changes what is read of a document, or how it is written here. */
  private static final int VERSION = 5;

  /** What is written as a number; in another order it would be something else. */
  private static final String ORDER =
      Stream.of(ReferenceKind.values(), Category.values(), Band.values(), EvidenceKind.values())
          .map(Arrays::toString)
          .collect(Collectors.joining());

  private static final int DOCUMENTS_IN_BLOCK = 64;
  private static final int HEAD = Long.BYTES + Integer.BYTES + Long.BYTES;

  private final Workspace workspace;
  private final Path file;
  private final String program;

  /**
   * What a file holds.
   *
   * @param known what was found; null when that was not certain, or another program found it
   */
  record Content(
      Extraction extraction,
      Map<String, Kept> documents,
      Collection<KeptPast.Gone> gone,
      @Nullable Known known) {}

  IndexFile(Workspace workspace) {
    this(workspace, Judging.program());
  }

  /**
   * @param program what judges and suggests: another one may find something else
   */
  IndexFile(Workspace workspace, String program) {
    this.workspace = workspace;
    this.file = workspace.own("state", "links.index");
    this.program = program;
  }

  /** Whether there is one, of whatever version. */
  boolean isThere() {
    return Files.isRegularFile(file);
  }

  /** Writes it anew. */
  void write(Content content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 20);
    DataOutputStream out = new DataOutputStream(body);
    Packed.put(out, identity());
    Packed.putAll(out, content.extraction().frontMatter(), Packed::put);
    Packed.putAll(out, content.gone(), IndexFile::put);
    Packed.put(out, program);
    ByteArrayOutputStream known = new ByteArrayOutputStream(1 << 16);
    if (content.known() != null) {
      PackedFindings.put(new DataOutputStream(known), content.known());
    }
    put(out, known);
    List<Map.Entry<String, Kept>> read = List.copyOf(content.documents().entrySet());
    for (int from = 0; from < read.size(); from += DOCUMENTS_IN_BLOCK) {
      ByteArrayOutputStream block = new ByteArrayOutputStream(1 << 16);
      List<Map.Entry<String, Kept>> part =
          read.subList(from, Math.min(read.size(), from + DOCUMENTS_IN_BLOCK));
      Packed.putAll(new DataOutputStream(block), part, PackedDocument::put);
      put(out, block);
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

  private static void put(DataOutputStream out, ByteArrayOutputStream block) throws IOException {
    out.writeInt(block.size());
    block.writeTo(out);
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
      if (!Packed.text(in).equals(identity())) {
        return rebuilt("it was made for another folder, or numbers mean something else in it");
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

  private Content read(ByteBuffer in, ExecutorService pool)
      throws InterruptedException, ExecutionException {
    Extraction extraction = new Extraction(Set.copyOf(Packed.list(in, Packed::text)), false);
    List<KeptPast.Gone> gone = Packed.list(in, IndexFile::gone);
    boolean same = Packed.text(in).equals(program);
    ByteBuffer found = block(in);
    Known known = same && found.hasRemaining() ? PackedFindings.known(found) : null;
    List<Callable<Map<String, Kept>>> blocks = new ArrayList<>();
    for (ByteBuffer block = block(in); block.hasRemaining(); block = block(in)) {
      ByteBuffer documents = block;
      blocks.add(() -> documents(documents));
    }
    Map<String, Kept> documents = new HashMap<>();
    for (Future<Map<String, Kept>> each : pool.invokeAll(blocks)) {
      documents.putAll(each.get());
    }
    return new Content(extraction, documents, gone, known);
  }

  private static ByteBuffer block(ByteBuffer in) {
    int length = in.getInt();
    ByteBuffer block = in.duplicate().limit(in.position() + length);
    in.position(block.limit());
    return block;
  }

  private static void put(DataOutputStream out, KeptPast.Gone each) throws IOException {
    Packed.put(out, each.path());
    Packed.put(out, each.content());
    out.writeLong(each.at().toEpochMilli());
    Packed.putOptional(out, each.movedTo());
  }

  private static KeptPast.Gone gone(ByteBuffer in) {
    return new KeptPast.Gone(
        Packed.text(in), Packed.text(in), Instant.ofEpochMilli(in.getLong()), Packed.optional(in));
  }

  private static Map<String, Kept> documents(ByteBuffer in) {
    Map<String, Kept> out = new HashMap<>();
    for (Map.Entry<String, Kept> each : Packed.list(in, PackedDocument::document)) {
      out.put(each.getKey(), each.getValue());
    }
    return out;
  }

  /** A copied folder has times and sizes of another one. */
  private String identity() throws IOException {
    Object key = Files.readAttributes(workspace.root(), BasicFileAttributes.class).fileKey();
    return workspace.root() + "|" + key + "|" + ORDER;
  }

  private static long sum(byte[] bytes, int from) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return sum.getValue();
  }
}
