package io.lading.api;

import io.lading.partner.PartnerFiles;
import io.lading.security.MasterKey;
import io.lading.security.Scope;
import io.lading.security.Secret;
import io.lading.tracking.PartnersInForce;
import io.lading.tracking.StoredSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Secrets of the record, for the administrator. Values go in and are never given back. */
@RestController
@RequestMapping("/api/v1")
final class SecretController {
    private static final String PARTNER = "[a-z0-9][a-z0-9-]{0,62}";
    private static final int LARGEST = 64 * 1024;

    private final StoredSecrets secrets;
    private final PartnersInForce inForce;

    SecretController(StoredSecrets secrets, PartnersInForce inForce) {
        this.secrets = secrets;
        this.inForce = inForce;
    }

    @Needs(Scope.SECURITY)
    @GetMapping("/secrets")
    Map<String, Object> list(HttpServletRequest request) {
        Query.of(request.getQueryString(), List.of());
        return Map.of("secrets", secrets.list());
    }

    /** The body is the value itself, as text; only the files of the query's {@code partner} may name it. */
    @Needs(Scope.SECURITY)
    @PutMapping("/secrets/{name}")
    Map<String, Object> set(@PathVariable String name, HttpServletRequest request, Authentication caller)
            throws IOException {
        String partner = Query.of(request.getQueryString(), List.of("partner"))
                .value("partner")
                .orElseGet(() -> secrets.owner(name));
        if (!partner.matches(PARTNER)) {
            throw Refusal.wrong(
                    "The parameter 'partner': expected a partner's id; found " + Callers.shown(partner) + ".");
        }
        if (!name.matches(StoredSecrets.NAME)) {
            throw Refusal.wrong(
                    "A secret's name has small letters, digits, '.', '_' and '-'; found " + Callers.shown(name) + ".");
        }
        byte[] value = request.getInputStream().readNBytes(LARGEST + 1);
        if (value.length == 0 || value.length > LARGEST) {
            throw Refusal.wrong(
                    "A secret has 1 to " + LARGEST + " bytes; found " + (value.length == 0 ? "none" : "more") + ".");
        }
        secrets.set(name, partner, Secret.of(new String(value, StandardCharsets.UTF_8)), Callers.actor(caller));
        inForce.refresh();
        return Map.of("name", name, "partner", partner);
    }

    @Needs(Scope.SECURITY)
    @DeleteMapping("/secrets/{name}")
    Map<String, Object> remove(@PathVariable String name, HttpServletRequest request, Authentication caller) {
        Query.of(request.getQueryString(), List.of());
        List<String> uses = uses(name);
        if (!uses.isEmpty()) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "In use",
                    "The secret " + Callers.shown(name) + " is named in " + String.join(", ", uses)
                            + "; apply files without it first.");
        }
        if (!secrets.remove(name, Callers.actor(caller))) {
            throw Refusal.notThere("secret " + Callers.shown(name));
        }
        return Map.of("name", name);
    }

    private List<String> uses(String name) {
        PartnerFiles files = inForce.files();
        Pattern use = Pattern.compile("secret:" + Pattern.quote(name) + "(?![a-z0-9._-])");
        return files.paths().stream()
                .filter(path -> use.matcher(new String(files.content(path), StandardCharsets.UTF_8))
                        .find())
                .toList();
    }

    /** Wraps all of them anew, after security.masterKey has changed. */
    @Needs(Scope.SECURITY)
    @PostMapping("/secrets/rotate")
    Map<String, Object> rotate(HttpServletRequest request, Authentication caller) {
        Query.of(request.getQueryString(), List.of());
        try {
            return Map.of("rotated", secrets.rotate(Callers.actor(caller)));
        } catch (MasterKey.NotOpened e) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "Not rotated",
                    e.getMessage() + " Nothing was changed; name that key by security.earlierMasterKey.");
        }
    }
}
