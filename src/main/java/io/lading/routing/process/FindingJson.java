package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Findings as the record keeps them and as every door shows them (design: findings in JSON). */
final class FindingJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Of a hopeless file the first ones tell enough. */
    private static final int MOST = 200;

    private FindingJson() {}

    /** Null for none, so that sound documents cost nothing. */
    static @Nullable String of(List<Finding> findings) {
        if (findings.isEmpty()) {
            return null;
        }
        List<Map<String, Object>> list = new ArrayList<>();
        findings.stream().limit(MOST).forEach(finding -> list.add(map(finding)));
        return JSON.writeValueAsString(list);
    }

    private static Map<String, Object> map(Finding finding) {
        Position at = finding.position();
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "file", at.file());
        put(map, "interchange", at.interchange());
        put(map, "group", at.group());
        put(map, "transactionSet", at.transactionSet());
        put(map, "setType", at.setType());
        put(map, "segment", at.segment());
        put(map, "segmentOrdinal", at.segmentOrdinal() == 0 ? null : at.segmentOrdinal());
        put(map, "element", at.element() == 0 ? null : at.element());
        put(map, "elementName", at.elementName());
        put(map, "component", at.component() == 0 ? null : at.component());
        put(map, "repetition", at.repetition() == 0 ? null : at.repetition());
        map.put("offset", at.offset());
        map.put("severity", finding.severity().name());
        map.put("origin", finding.origin().name());
        map.put("code", finding.code().name());
        map.put("expected", finding.expected());
        map.put("found", finding.found());
        map.put("message", finding.message());
        map.put("advice", finding.advice());
        return map;
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
