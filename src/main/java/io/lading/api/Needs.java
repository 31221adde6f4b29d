package io.lading.api;

import io.lading.security.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which tokens beside the administrator's may call a route: those with one of these scopes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Needs {
    Scope[] value();

    /** True where a token of one partner or connection may call too, since the route shows it its own alone. */
    boolean own() default false;
}
