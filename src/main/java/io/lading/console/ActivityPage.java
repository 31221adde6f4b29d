package io.lading.console;

import io.lading.operations.WorkDesk;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.Partner;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.Direction;
import io.lading.tracking.Entry;
import io.lading.tracking.Finder;
import io.lading.tracking.RecordId;
import io.lading.tracking.Search;
import io.lading.tracking.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What happened, the newest first, with a box that finds anything. */
@Controller
final class ActivityPage {
    private static final int ROWS = 50;
    private static final Duration COUNTED = Duration.ofHours(24);
    /** In the order of a day's work. */
    private static final List<Standing> STATES = List.of(
            Standing.DELIVERED,
            Standing.ON_ITS_WAY,
            Standing.REJECTED,
            Standing.PARTLY_REJECTED,
            Standing.REPEATED,
            Standing.REPLACED,
            Standing.UNRECOGNISED,
            Standing.HELD,
            Standing.QUARANTINED,
            Standing.RETRYING,
            Standing.UNKNOWN,
            Standing.GIVEN_UP,
            Standing.ACCEPTED,
            Standing.OVERDUE,
            Standing.ORPHAN);

    private final Finder finder;
    private final WorkDesk work;
    private final LoadedCommunity community;
    private final CertificateWatch certificates;
    private final Clock clock;

    ActivityPage(Finder finder, WorkDesk work, LoadedCommunity community, CertificateWatch certificates, Clock clock) {
        this.finder = finder;
        this.work = work;
        this.community = community;
        this.certificates = certificates;
        this.clock = clock;
    }

    @GetMapping("/")
    String activity(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String partner,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String direction,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        Standing standing = Standing.parse(state).orElse(null);
        Search search = new Search.Builder()
                .text(text)
                .partner(emptyToNull(partner))
                .state(standing)
                .direction(direction(direction, text, standing))
                .after(id(after))
                .limit(ROWS)
                .build();
        List<Entry> rows = finder.activity(search);
        model.addAttribute("rows", rows);
        model.addAttribute("endings", certificates.due());
        model.addAttribute("text", text);
        model.addAttribute("partner", partner);
        model.addAttribute("state", standing == null ? "" : standing.code());
        model.addAttribute("direction", direction);
        model.addAttribute("states", STATES);
        model.addAttribute("partners", partners());
        model.addAttribute("counters", finder.counters(clock.instant().minus(COUNTED)));
        model.addAttribute("work", work.counts());
        boolean filtered = !text.isBlank() || !partner.isEmpty() || standing != null || !direction.isEmpty();
        model.addAttribute("filtered", filtered);
        model.addAttribute("fresh", after.isEmpty());
        model.addAttribute("here", address(text, partner, state, direction, after));
        if (rows.size() == ROWS) {
            String last = rows.get(rows.size() - 1).id();
            model.addAttribute("older", address(text, partner, state, direction, last));
        }
        return "activity";
    }

    /** Without a wish: what came in; but a search, or a state that only what goes out can have, looks at everything. */
    private static @Nullable Direction direction(String word, String text, @Nullable Standing standing) {
        return switch (word) {
            case "in" -> Direction.IN;
            case "out" -> Direction.OUT;
            case "all" -> null;
            default -> text.isBlank() && !onlyOutbound(standing) ? Direction.IN : null;
        };
    }

    private static boolean onlyOutbound(@Nullable Standing standing) {
        return standing == Standing.ACCEPTED
                || standing == Standing.OVERDUE
                || standing == Standing.RETRYING
                || standing == Standing.UNKNOWN
                || standing == Standing.GIVEN_UP;
    }

    private List<Partner> partners() {
        return community.current().partners().stream()
                .filter(partner -> !partner.own())
                .toList();
    }

    private static String address(String text, String partner, String state, String direction, String after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/");
        add(address, "text", text);
        add(address, "partner", partner);
        add(address, "state", state);
        add(address, "direction", direction);
        add(address, "after", after);
        return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Long id(String text) {
        OptionalLong id = RecordId.parse(text);
        return id.isPresent() ? id.getAsLong() : null;
    }
}
