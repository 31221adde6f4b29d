package io.lading.routing.process;

import io.lading.tracking.WorkQueue.Work;
import java.util.Comparator;
import java.util.List;

/**
 * The two halves of a batch that failed, of which one is at fault or both. They are cut between partners where there are
 * several, so that nobody waits long for another's.
 */
final class Halves {
    private Halves() {}

    /** @param works at least two */
    static List<List<Work>> of(List<Work> works) {
        List<Work> byPartner = works.stream()
                .sorted(Comparator.comparing((Work work) -> work.partner()).thenComparingLong(Work::id))
                .toList();
        int cut = cut(byPartner);
        return List.of(byPartner.subList(0, cut), byPartner.subList(cut, byPartner.size()));
    }

    /** The place nearest to the middle where another partner's work begins; the middle if all is one partner's. */
    private static int cut(List<Work> byPartner) {
        int middle = byPartner.size() / 2;
        for (int away = 0; away <= middle; away++) {
            if (isBorder(byPartner, middle - away)) {
                return middle - away;
            }
            if (isBorder(byPartner, middle + away)) {
                return middle + away;
            }
        }
        return middle;
    }

    private static boolean isBorder(List<Work> byPartner, int place) {
        return place > 0
                && place < byPartner.size()
                && !byPartner
                        .get(place - 1)
                        .partner()
                        .equals(byPartner.get(place).partner());
    }
}
