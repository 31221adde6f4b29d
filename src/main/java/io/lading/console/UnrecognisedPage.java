package io.lading.console;

import io.lading.tracking.Finder;
import io.lading.tracking.RecordId;
import io.lading.tracking.Search;
import io.lading.tracking.UnrecognisedEntry;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What nobody could take, with the reason and what to do: nothing disappears. */
@Controller
final class UnrecognisedPage {
    private static final int ROWS = 50;

    private final Finder finder;

    UnrecognisedPage(Finder finder) {
        this.finder = finder;
    }

    @GetMapping("/unrecognised")
    String unrecognised(@RequestParam(defaultValue = "") String after, Model model) {
        OptionalLong id = RecordId.parse(after);
        Search search = new Search.Builder()
                .limit(ROWS)
                .after(id.isPresent() ? id.getAsLong() : null)
                .build();
        List<UnrecognisedEntry> entries = finder.unrecognised(search);
        model.addAttribute("entries", entries);
        if (entries.size() == ROWS) {
            model.addAttribute("older", entries.get(ROWS - 1).transmission());
        }
        return "unrecognised";
    }
}
