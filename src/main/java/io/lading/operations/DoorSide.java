package io.lading.operations;

import jakarta.servlet.ServletRequest;
import java.util.List;

/** Whom the port serves by which a request came. */
enum DoorSide {
    /** One port for all, as long as partners have none of their own. */
    EVERYONE,
    /** Partners' doors and nothing else; no administrator's token is known here. */
    PARTNERS,
    /** Console and REST; no partner's token is known here. */
    ADMINISTRATORS;

    private static final String ATTRIBUTE = DoorSide.class.getName();
    private static final List<String> SHARED = List.of("/api/v1/interchanges", "/api/v1/transmissions");
    private static final String AS2 = "/as2";
    private static final List<String> PARTNERS_ONLY = List.of("/services", "/partners");

    static DoorSide of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof DoorSide side ? side : EVERYONE;
    }

    void mark(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** @param path decoded and normal, without parameters */
    boolean serves(String path) {
        return switch (this) {
            case EVERYONE -> true;
            case PARTNERS -> isPartnerDoor(path);
            case ADMINISTRATORS -> !path.equals(AS2) && !isAtOrBelow(path, PARTNERS_ONLY);
        };
    }

    /** True for paths by which documents come in. */
    static boolean isPartnerDoor(String path) {
        return path.equals(AS2) || isAtOrBelow(path, SHARED) || isAtOrBelow(path, PARTNERS_ONLY);
    }

    boolean knows(Caller caller) {
        return switch (this) {
            case EVERYONE -> true;
            case PARTNERS -> isOfOnePartner(caller);
            case ADMINISTRATORS -> !isOfOnePartner(caller);
        };
    }

    private static boolean isOfOnePartner(Caller caller) {
        return caller instanceof Caller.Machine machine && machine.partner().isPresent();
    }

    private static boolean isAtOrBelow(String path, List<String> roots) {
        return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
