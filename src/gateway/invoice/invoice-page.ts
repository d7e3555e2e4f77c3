import { type Html, html } from '../../http/html.js';
import { type Invoice, invoiceOf } from '../../shop/invoice.js';
import type { Address, Customer, Order, Shop } from '../../shop/shop.js';
import { type Texts, textsFor } from '../../texts/texts.js';
import { renderLinkedPage } from '../linked-page.js';

type Document = { shop: Shop; order: Order; customer: Customer; language: string };

/** The invoice of one order as a page that prints on one sheet; it states the order as it is now. */
export function renderInvoice({ shop, order, customer, language }: Document): string {
  const texts = textsFor(language, shop);
  const invoice = invoiceOf(order, shop.policy);
  const title = texts.invoice.title(order.id);
  const content = html`<header><p class="seller">${shop.seller?.name ?? shop.name}</p>${sellerLines(shop, texts)}</header>
<h1>${title}</h1>
<dl class="facts">${facts(order, texts)}</dl>
<section class="who">${addressOf(order.address, customer)}</section>
${linesTable(invoice, texts)}
${sums(invoice, texts)}
${notes(order, texts)}
<p class="foot">${texts.invoice.foot(shop.name)}</p>`;
  return page(language, title, content);
}

/** What a link that is over, or was never one, opens. */
export function renderNoInvoice(shop: Shop): string {
  const texts = textsFor(shop.language, shop);
  const content = html`<h1>${texts.invoice.over}</h1><p>${texts.invoice.askAgain}</p><p><a href="/">${shop.name}</a></p>`;
  return page(shop.language, texts.invoice.over, content);
}

function page(language: string, title: string, content: Html): string {
  return renderLinkedPage({ language, title, stylesheet: 'invoice.css', content });
}

function sellerLines({ seller, supportEmail }: Shop, texts: Texts): Html {
  const lines = [
    ...(seller?.lines ?? []),
    ...(seller?.vatId === undefined ? [] : [texts.invoice.vatId(seller.vatId)]),
    ...(supportEmail === undefined ? [] : [supportEmail]),
  ];
  return html`${lines.map((line) => html`<p>${line}</p>`)}`;
}

function facts({ id, placedAt, shippedAt, status }: Order, texts: Texts): Html {
  const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`${fact(texts.invoice.order, id)}${placedAt !== undefined && fact(texts.invoice.placed, texts.longDate(placedAt))}${
    shippedAt !== undefined && fact(texts.invoice.shipped, texts.longDate(shippedAt))
  }${fact(texts.invoice.status, texts.status[status])}`;
}

function addressOf({ name, line1, line2, city, region, postcode, country }: Address, customer: Customer): Html {
  const lines = [
    name ?? `${customer.firstName} ${customer.lastName}`,
    line1,
    line2,
    [postcode, city].join(' '),
    region,
    country,
  ];
  return html`${lines.map((line) => line !== undefined && line !== '' && html`<p>${line}</p>`)}`;
}

function linesTable({ lines }: Invoice, texts: Texts): Html {
  const { item, quantity, price, sum } = texts.invoice;
  return html`<table><thead><tr><th scope="col">${item}</th><th scope="col" class="number">${quantity}</th><th scope="col" class="number">${price}</th><th scope="col" class="number">${sum}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><td>${line.title}${line.options.length > 0 && html` <span class="quiet">${line.options.join(texts.comma)}</span>`}</td><td class="number">${line.quantity}</td><td class="number">${texts.money(line.price)}</td><td class="number">${texts.money(line.sum)}</td></tr>`,
  )}</tbody></table>`;
}

function sums({ shipping, discounts, takenOff, total, vat }: Invoice, texts: Texts): Html {
  const said = texts.invoice;
  const row = (name: string, amount: number, kind = '') =>
    html`<div class="${kind}"><dt>${name}</dt><dd>${texts.money(amount)}</dd></div>`;
  return html`<dl class="sums">${row(said.shipping, shipping)}${discounts.map(({ code, amount }) => row(said.discount(code), -amount))}${
    takenOff > 0 && row(said.takenOff, -takenOff)
  }${row(said.total, total, 'total')}${vat !== undefined && row(said.net, vat.net)}${
    vat !== undefined && row(said.vat(String(vat.percent)), vat.tax)
  }</dl>${vat !== undefined && html`<p class="quiet">${said.rounding}</p>`}`;
}

/** What was given back, and whether the order still holds. */
function notes({ payments, status, cancelledAt }: Order, texts: Texts): Html {
  const refunds = payments.filter(({ kind }) => kind === 'refund');
  const said = texts.invoice;
  return html`${status === 'cancelled' && html`<p class="note">${said.cancelled(cancelledAt === undefined ? '' : texts.longDate(cancelledAt))}</p>`}${refunds.map(
    ({ amount, at }) =>
      html`<p class="note">${said.refunded(texts.money(amount), at === undefined ? '' : texts.longDate(at))}</p>`,
  )}`;
}
