/**
 * SOAP, in and out. In: {@link io.lading.transport.soap.SoapDoor}, the service of {@code wsdl/lading.wsdl} by CXF, which
 * is used nowhere else; requests are read as a stream, without generated classes. Shared between threads.
 */
@NullMarked
package io.lading.transport.soap;

import org.jspecify.annotations.NullMarked;
