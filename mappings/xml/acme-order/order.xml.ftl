<#ftl output_format="XML">
<#-- The order as maps and lists, named as in mappings/schemas/canonical/order.schema.json; decimals are plain text. -->
<#macro party role of>
  <Partner role="${role}">
    <#list of.ids as id>
    <Id scheme="${id.scheme!}">${id.id!}</Id>
    </#list>
    <#if of.name??>
    <Name>${of.name}</Name>
    </#if>
    <#if of.address??>
    <#list of.address.streets as street>
    <Street>${street}</Street>
    </#list>
    <City region="${of.address.region!}" postalCode="${of.address.postalCode!}" country="${of.address.country!}">${of.address.city!}</City>
    </#if>
  </Partner>
</#macro>
<?xml version="1.0" encoding="UTF-8"?>
<SalesOrder xmlns="urn:acme:erp:order:1">
  <CustomerOrderNumber>${order.number}</CustomerOrderNumber>
  <Purpose>${order.purpose!"original"}</Purpose>
  <#if order.issued??>
  <OrderDate>${order.issued}</OrderDate>
  </#if>
  <#if order.currency??>
  <Currency>${order.currency}</Currency>
  </#if>
  <#if (order.delivery.requested)??>
  <RequestedDelivery>${order.delivery.requested}</RequestedDelivery>
  </#if>
  <#list order.references as reference>
  <Reference code="${reference.code!}">${reference.id!}</Reference>
  </#list>
  <#if order.buyer??>
  <@party role="soldTo" of=order.buyer/>
  </#if>
  <#if (order.delivery.party)??>
  <@party role="shipTo" of=order.delivery.party/>
  </#if>
  <#if order.invoicee??>
  <@party role="billTo" of=order.invoicee/>
  </#if>
  <Items>
    <#list order.lines as line>
    <Item line="${line.number!line?counter}">
      <#if (line.item.gtin)??>
      <Gtin>${line.item.gtin}</Gtin>
      </#if>
      <#if (line.item.sellerItem)??>
      <Material>${line.item.sellerItem}</Material>
      </#if>
      <#if (line.item.buyerItem)??>
      <CustomerMaterial>${line.item.buyerItem}</CustomerMaterial>
      </#if>
      <#if (line.item.description)??>
      <Text>${line.item.description}</Text>
      </#if>
      <#if line.quantity??>
      <Quantity unit="${line.unit!}">${line.quantity}</Quantity>
      </#if>
      <#if (line.price.amount)??>
      <NetPrice>${line.price.amount}</NetPrice>
      </#if>
    </Item>
    </#list>
  </Items>
</SalesOrder>
