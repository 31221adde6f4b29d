package io.lading.routing.process;

import java.util.Map;

/** GS01 of each transaction set we write (X12 data element 479), UNG 0038 of each message. */
final class FunctionalGroups {
    private static final Map<String, String> BY_SET = Map.ofEntries(
            Map.entry("850", "PO"),
            Map.entry("855", "PR"),
            Map.entry("856", "SH"),
            Map.entry("860", "PC"),
            Map.entry("865", "CA"),
            Map.entry("846", "IB"),
            Map.entry("852", "PD"),
            Map.entry("867", "PT"),
            Map.entry("830", "PS"),
            Map.entry("862", "SS"),
            Map.entry("810", "IN"),
            Map.entry("820", "RA"),
            Map.entry("824", "AG"),
            Map.entry("832", "SC"),
            Map.entry("840", "RQ"),
            Map.entry("843", "RR"),
            Map.entry("861", "RC"),
            Map.entry("875", "OG"),
            Map.entry("940", "OW"),
            Map.entry("943", "AR"),
            Map.entry("944", "RE"),
            Map.entry("945", "SW"),
            Map.entry("214", "QM"),
            Map.entry("997", "FA"),
            Map.entry("999", "FA"));

    private FunctionalGroups() {}

    /** EDIFACT groups (UNG 0038) are named after the messages in them. */
    private static boolean isMessage(String setType) {
        return setType.length() == 6 && Character.isLetter(setType.charAt(0));
    }

    static String of(String setType) {
        return BY_SET.getOrDefault(setType, isMessage(setType) ? setType : "");
    }
}
