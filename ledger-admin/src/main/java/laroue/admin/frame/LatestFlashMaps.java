package laroue.admin.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * What is kept for the page that follows, the latest for each page. Where an answer was lost nobody came to read the first
 * word; whoever sends the form again must not read it in place of the second.
 */
@Component(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
final class LatestFlashMaps extends SessionFlashMapManager {

    @Override
    protected void updateFlashMaps(List<FlashMap> maps, HttpServletRequest request, HttpServletResponse response) {
        var latest = new LinkedHashMap<@Nullable String, FlashMap>();
        maps.forEach(it -> latest.put(it.getTargetRequestPath(), it));
        super.updateFlashMaps(new CopyOnWriteArrayList<>(latest.values()), request, response);
    }
}
