package io.lading.tracking.audit;

import javax.sql.DataSource;

/** Connections of the role that owns the tables, each made when asked for; for retention only. */
public record TableOwner(DataSource connections) {}
