package dev.reeve.engine.testing;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The disk as paths whose reading can fail: a file opened for reading, or a folder listed. The
 * engine reads with plain {@code Files} calls, so this stands below them and not beside them.
 */
public final class FaultyReads {
  /** Decides whether this read fails; the operation is {@code read} or {@code list}. */
  @FunctionalInterface
  public interface Fault {
    void before(String operation, Path path) throws IOException;
  }

  private static final FileSystem DISK = FileSystems.getDefault();

  private final Provider provider = new Provider();
  private final Folder system = new Folder();
  private volatile @Nullable Fault fault;
  private volatile @Nullable Path junction;
  private volatile Consumer<Path> witness = path -> {};

  /** The same place, read through this. */
  public Path wrap(Path path) {
    return new Wrapped(path);
  }

  public void inject(@Nullable Fault with) {
    fault = with;
  }

  /**
   * Shows a symbolic link to a folder as Windows shows a junction: as a folder and another thing.
   */
  public void showAsJunction(Path link) {
    junction = link;
  }

  private <A extends BasicFileAttributes> A shown(Path path, A facts) {
    return path.equals(junction) && facts.isSymbolicLink() ? asJunction(facts) : facts;
  }

  @SuppressWarnings("unchecked") // it is an interface, and all its methods are passed on
  private static <A extends BasicFileAttributes> A asJunction(A facts) {
    Map<String, Object> others =
        Map.of("isSymbolicLink", false, "isDirectory", true, "isOther", true);
    return (A)
        Proxy.newProxyInstance(
            BasicFileAttributes.class.getClassLoader(),
            new Class<?>[] {BasicFileAttributes.class},
            (_, method, arguments) -> {
              Object other = others.get(method.getName());
              return other == null ? method.invoke(facts, arguments) : other;
            });
  }

  /** Is told of every place that somebody looks at or deletes from now on, in whatever way. */
  public void witness(Consumer<Path> told) {
    witness = told;
  }

  private Path seen(Path path) {
    Path plain = plain(path);
    witness.accept(plain);
    return plain;
  }

  private void check(String operation, Path path) throws IOException {
    Fault now = fault;
    if (now != null) {
      now.before(operation, path);
    }
  }

  private static Path plain(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.path : path;
  }

  private void checkOpen(Path path, Set<? extends OpenOption> options) throws IOException {
    boolean writes =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    if (!writes && !Files.isDirectory(path)) { // a folder is opened only to be forced
      check("read", path);
    }
  }

  private final class Wrapped implements Path {
    private final Path path;

    Wrapped(Path path) {
      this.path = plain(path);
    }

    private @Nullable Path orNull(@Nullable Path found) {
      return found == null ? null : new Wrapped(found);
    }

    @Override
    public FileSystem getFileSystem() {
      return system;
    }

    @Override
    public boolean isAbsolute() {
      return path.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
      return orNull(path.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
      return orNull(path.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
      return orNull(path.getParent());
    }

    @Override
    public int getNameCount() {
      return path.getNameCount();
    }

    @Override
    public Path getName(int index) {
      return new Wrapped(path.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
      return new Wrapped(path.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
      return path.startsWith(plain(other));
    }

    @Override
    public boolean endsWith(Path other) {
      return path.endsWith(plain(other));
    }

    @Override
    public Path normalize() {
      return new Wrapped(path.normalize());
    }

    @Override
    public Path resolve(Path other) {
      return new Wrapped(path.resolve(plain(other)));
    }

    @Override
    public Path relativize(Path other) {
      return new Wrapped(path.relativize(plain(other)));
    }

    @Override
    public URI toUri() {
      return path.toUri();
    }

    @Override
    public Path toAbsolutePath() {
      return new Wrapped(path.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
      return new Wrapped(seen(path).toRealPath(options));
    }

    @Override
    public File toFile() {
      return seen(path).toFile();
    }

    @Override
    public WatchKey register(
        WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
        throws IOException {
      return path.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
      return path.compareTo(plain(other));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Path that && path.equals(plain(that));
    }

    @Override
    public int hashCode() {
      return path.hashCode();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  private final class Folder extends FileSystem {
    @Override
    public FileSystemProvider provider() {
      return provider;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return DISK.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return DISK.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return DISK.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return DISK.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return new Wrapped(DISK.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      PathMatcher matcher = DISK.getPathMatcher(pattern);
      return path -> matcher.matches(plain(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return DISK.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
      return DISK.newWatchService();
    }
  }

  private final class Provider extends FileSystemProvider {
    private final FileSystemProvider disk = DISK.provider();

    @Override
    public String getScheme() {
      return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      return system;
    }

    @Override
    public Path getPath(URI uri) {
      return new Wrapped(Path.of(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      checkOpen(seen(path), options);
      return disk.newByteChannel(plain(path), options, attributes);
    }

    @Override
    public FileChannel newFileChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      checkOpen(seen(path), options);
      return FileChannel.open(plain(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
      check("list", seen(folder));
      DirectoryStream<Path> found =
          disk.newDirectoryStream(plain(folder), path -> filter.accept(new Wrapped(path)));
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          return StreamSupport.stream(found.spliterator(), false)
              .map(path -> (Path) new Wrapped(path))
              .iterator();
        }

        @Override
        public void close() throws IOException {
          found.close();
        }
      };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
      disk.createDirectory(plain(folder), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
      disk.createLink(plain(link), plain(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
      disk.delete(seen(path));
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
      disk.copy(plain(from), plain(to), options);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
      disk.move(plain(from), plain(to), options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
      return disk.isSameFile(seen(one), seen(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
      return disk.isHidden(plain(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      return disk.getFileStore(plain(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      disk.checkAccess(seen(path), modes);
    }

    @Override
    public <V extends @Nullable FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      return disk.getFileAttributeView(seen(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      return shown(plain(path), disk.readAttributes(seen(path), type, options));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws IOException {
      return disk.readAttributes(seen(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
        throws IOException {
      disk.setAttribute(plain(path), name, value, options);
    }
  }
}
