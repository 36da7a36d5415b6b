package laroue.codec;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What is said above classes in their sources, as text of a page. */
final class SourceComments {

    private static final Pattern TAG = Pattern.compile("\\{@(?:code|link|linkplain)\\s+([^}]*)}");

    private final Map<Path, Map<String, Comment>> files = new HashMap<>();

    /**
     * A comment.
     *
     * @param position of the class in its file
     * @param fields what is said of the components of a record
     */
    record Comment(int position, String text, Map<String, String> fields) {}

    Comment of(Class<?> type) {
        var comment = files.computeIfAbsent(file(type), SourceComments::read).get(type.getSimpleName());
        if (comment == null) {
            throw new IllegalStateException("no source of " + type);
        }
        return comment;
    }

    int position(Class<?> type) {
        return of(type).position();
    }

    private static Path file(Class<?> type) {
        var outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return Path.of("src/main/java", outermost.getName().replace('.', '/') + ".java");
    }

    private static Map<String, Comment> read(Path file) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var sources = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, sources, null, List.of("-proc:none"), null, sources.getJavaFileObjects(file));
            var comments = new HashMap<String, Comment>();
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new TreePathScanner<@Nullable Void, @Nullable Object>() {
                    @Override
                    public @Nullable Void visitClass(ClassTree type, @Nullable Object none) {
                        comments.put(
                                type.getSimpleName().toString(), comment(trees, getCurrentPath(), comments.size()));
                        return super.visitClass(type, none);
                    }
                }.scan(unit, null);
            }
            return comments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Comment comment(DocTrees trees, TreePath path, int position) {
        var said = trees.getDocCommentTree(path);
        if (said == null) {
            return new Comment(position, "", Map.of());
        }
        var fields = said.getBlockTags().stream()
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast)
                .collect(Collectors.toMap(it -> it.getName().toString(), it -> text(it.getDescription())));
        return new Comment(position, text(said.getFullBody()), fields);
    }

    private static String text(List<? extends DocTree> parts) {
        var text = parts.stream().map(DocTree::toString).collect(Collectors.joining());
        return TAG.matcher(text.replace("<p>", " "))
                .replaceAll(it -> "`" + it.group(1).replaceFirst("^#", "").replace("#", ".") + "`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }
}
