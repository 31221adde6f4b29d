package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.mapping.EdiSource;
import io.lading.mapping.Translation;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.SegmentTable;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How many of the elements that others send reach the document. One does if the document is another one when its value is
 * another one. A document that is refused for the other value does not count, which is hard on dates: the value may be none.
 * Of sets with fewer than three sound files all files count that give a document.
 */
@Tag("long")
class CarriedShareTest {
    private static final int SOUND_FILES = 3;
    /** Counted anew when they are written. */
    private static final Set<String> TOTALS = Set.of("CTT", "CNT", "UNS");

    /** In percent, as measured; it only grows. The aim is 97, which 214 and 850 are at. */
    private static final Map<String, Double> FLOOR = Map.ofEntries(
            Map.entry("214", 99.9),
            Map.entry("810", 93.7),
            Map.entry("820", 75.7),
            Map.entry("824", 64.4),
            Map.entry("830", 91.0),
            Map.entry("832", 94.3),
            Map.entry("840", 89.0),
            Map.entry("850", 98.4),
            Map.entry("855", 85.2),
            Map.entry("856", 84.3),
            Map.entry("862", 72.2),
            Map.entry("940", 73.9),
            Map.entry("INVOIC", 89.7),
            Map.entry("ORDERS", 96.7),
            Map.entry("ORDRSP", 79.3),
            Map.entry("QUOTES", 55.5),
            Map.entry("RECADV", 94.0));

    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));

    private static final class Share {
        private final Set<String> files = new TreeSet<>();
        private final Map<String, Integer> lost = new TreeMap<>();
        private int all;
        private int carried;

        double percent() {
            return all == 0 ? 100 : 100.0 * carried / all;
        }

        @Override
        public String toString() {
            String most = lost.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(12)
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(" "));
            return "%.1f %% of %d elements in %d files; lost: %s".formatted(percent(), all, files.size(), most);
        }
    }

    @Test
    void theElementsThatOthersSendReachTheDocument() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
        SchemaCatalog schemas = SchemaCatalog.onDemand(Path.of("mappings"), problem -> {});
        Map<String, List<Corpus.Sample>> bySet = Corpus.samples(REGISTRY, schemas).stream()
                .collect(Collectors.groupingBy(Corpus.Sample::type, TreeMap::new, Collectors.toList()));
        Map<String, Share> shares = new TreeMap<>();
        bySet.forEach((set, samples) -> {
            long sound = samples.stream()
                    .filter(Corpus.Sample::isSound)
                    .map(Corpus.Sample::file)
                    .distinct()
                    .count();
            Share share = new Share();
            samples.stream()
                    .filter(sample -> sound < SOUND_FILES || sample.isSound())
                    .forEach(sample -> measure(sample, share));
            shares.put(set, share);
        });
        FLOOR.forEach((set, floor) -> {
            Share share = shares.getOrDefault(set, new Share());
            assertThat(share.all).as("elements of %s that were looked at", set).isPositive();
            assertThat(share.percent()).as("%s: %s", set, share).isGreaterThanOrEqualTo(floor);
        });
    }

    private static void measure(Corpus.Sample sample, Share share) {
        EdiSource source = sample.source();
        byte[] before = read(sample);
        if (before.length == 0) {
            return;
        }
        share.files.add(sample.file());
        SegmentTable set = source.set();
        for (int segment = 1; segment < EdiSource.contentEnd(set); segment++) {
            if (TOTALS.contains(set.tagText(segment))) {
                continue;
            }
            for (int token = set.tokensBegin(segment); token < set.tokensEnd(segment); token++) {
                if (set.isEmpty(token) || !set.isPlain(token)) {
                    continue;
                }
                share.all++;
                if (reaches(sample, set, token, before)) {
                    share.carried++;
                } else {
                    share.lost.merge(set.tagText(segment) + "%02d".formatted(set.elementOf(token)), 1, Integer::sum);
                }
            }
        }
    }

    private static boolean reaches(Corpus.Sample sample, SegmentTable set, int token, byte[] before) {
        int last = set.tokenEnd(token) - 1;
        byte value = set.bytes()[last];
        set.bytes()[last] =
                (byte) (value == '9' ? '8' : value >= '0' && value < '9' ? value + 1 : value == 'X' ? 'Y' : 'X');
        byte[] after = read(sample);
        boolean changed = after.length > 0 && !Arrays.equals(before, after);
        set.bytes()[last] = value;
        return changed;
    }

    /** Empty if the set gives no document. */
    private static byte[] read(Corpus.Sample sample) {
        Translation translation = REGISTRY.read(sample.standard(), sample.source(), REGISTRY.lookups())
                .orElseThrow();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Document document : translation.documents()) {
            all.writeBytes(DocumentJson.write(document));
        }
        return all.toByteArray();
    }
}
