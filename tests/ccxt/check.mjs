// Drives the offline Kraken with ccxt, a client nobody here wrote, and compares what it says with the simulator's own
// record. Usage: node check.mjs REST PUBLIC_SOCKET PRIVATE_SOCKET KEY SECRET
// Prints "ok NAME" for each check; the first failure ends it with exit code 1.
import assert from 'node:assert/strict';
import ccxt from 'ccxt';

const [rest, publicSocket, privateSocket, apiKey, secret] = process.argv.slice(2);
const symbol = 'BTC/USD';
const kraken = new ccxt.pro.kraken({ apiKey, secret, enableRateLimit: false });
// ccxt takes the millisecond as nonce; over loopback two calls fit into one, which no network lets happen.
let lastNonce = 0;
kraken.nonce = () => (lastNonce = Math.max(lastNonce + 1, Date.now()));
Object.assign(kraken.urls.api, { public: rest, private: rest });
Object.assign(kraken.urls.api.ws, {
  public: publicSocket, private: privateSocket, publicV2: publicSocket, privateV2: privateSocket,
});
await kraken.loadHttpProxyAgent(); // ccxt needs this before it opens ws:// instead of wss://

const record = async () => (await fetch(`${rest}/control/record`)).json();
const orderOf = (all, id) => all.orders.find((row) => row.id === id).order;
const near = (actual, expected, what) =>
  assert.ok(Math.abs(actual - Number(expected)) < 1e-8, `${what}: ${actual} is not ${expected}`);

async function check(name, body) {
  await body();
  console.log(`ok ${name}`);
}

async function failsWith(type, body) {
  await assert.rejects(body, (error) => error instanceof type || assert.fail(`${error.constructor.name}: ${error.message}`));
}

// An order sent before its subscription stands would not be told.
async function subscribed(channel) {
  while (!(await record()).subscriptions.includes(channel));
}

let last;
const placed = {};

async function marketData() {
  await check('loadMarkets', async () => {
    const markets = await kraken.loadMarkets();
    assert.equal(markets[symbol].id, 'XXBTZUSD');
    assert.equal(markets[symbol].precision.price, 0.1);
    assert.equal(markets[symbol].limits.amount.min, 0.00005);
  });
  await check('fetchTime and status', async () => {
    assert.equal((await kraken.fetchStatus()).status, 'ok');
    assert.ok((await kraken.fetchTime()) > 1.5e12);
  });
  await check('fetchTicker', async () => {
    const ticker = await kraken.fetchTicker(symbol);
    assert.ok(ticker.bid < ticker.ask && ticker.low <= ticker.last && ticker.last <= ticker.high);
    assert.ok(ticker.baseVolume > 0 && ticker.vwap > 0);
    last = ticker.last;
  });
  await check('fetchOHLCV', async () => {
    const rows = await kraken.fetchOHLCV(symbol, '1m');
    assert.equal(rows.length, 721);
    rows.forEach(([time, open, high, low, close], i) => {
      assert.ok(low <= Math.min(open, close) && high >= Math.max(open, close));
      if (i > 0) assert.equal(time - rows[i - 1][0], 60000);
    });
  });
  await check('fetchOrderBook', async () => {
    const book = await kraken.fetchOrderBook(symbol, 100);
    assert.equal(book.asks.length, 100);
    assert.equal(book.bids.length, 100);
    assert.ok(book.bids[0][0] < book.asks[0][0]);
  });
  await check('fetchTrades', async () => {
    const trades = await kraken.fetchTrades(symbol);
    assert.equal(trades.length, 1000);
    trades.forEach((trade, i) => i > 0 && assert.equal(Number(trade.id) - Number(trades[i - 1].id), 1));
  });
}

async function orders() {
  await check('fetchBalance', async () => {
    const balance = await kraken.fetchBalance();
    const own = (await record()).balances;
    near(balance.USD.total, own.ZUSD.balance, 'USD');
    near(balance.BTC.total, own.XXBT.balance, 'BTC');
  });
  await check('market order', async () => {
    placed.market = (await kraken.createOrder(symbol, 'market', 'buy', 0.5)).id;
    const order = await kraken.fetchOrder(placed.market);
    const own = orderOf(await record(), placed.market);
    assert.equal(order.status, 'closed');
    near(order.filled, own.vol_exec, 'filled');
    near(order.cost, own.cost, 'cost');
    near(order.fee.cost, own.fee, 'fee');
  });
  await check('limit order', async () => {
    placed.limit = (await kraken.createOrder(symbol, 'limit', 'buy', 0.1, Math.floor(last * 0.9))).id;
    assert.equal((await kraken.fetchOrder(placed.limit)).status, 'open');
  });
  await check('client order id', async () => {
    const clientOrderId = '6d1b345e-2821-40e2-ad83-4ecb18a06876';
    const price = Math.floor(last * 0.91);
    const placedWithId = await kraken.createOrder(symbol, 'limit', 'buy', 0.1, price, { clientOrderId });
    assert.equal(orderOf(await record(), placedWithId.id).cl_ord_id, clientOrderId);
    await assert.rejects(() => kraken.createOrder(symbol, 'limit', 'buy', 0.1, price, { clientOrderId }), /not unique/);
    await kraken.cancelOrder(placedWithId.id, symbol);
  });
  await check('post-only order', async () => {
    const post = await kraken.createOrder(symbol, 'limit', 'sell', 0.1, Math.ceil(last * 1.1), { postOnly: true });
    placed.post = post.id;
    assert.match(orderOf(await record(), post.id).oflags, /post/);
    await assert.rejects(() =>
      kraken.createOrder(symbol, 'limit', 'sell', 0.1, Math.floor(last * 0.9), { postOnly: true }), /Post only/);
  });
  await check('stop orders', async () => {
    placed.stop = (await kraken.createOrder(symbol, 'market', 'sell', 0.1, undefined, { stopLossPrice: Math.floor(last * 0.8) })).id;
    placed.take = (await kraken.createOrder(symbol, 'limit', 'sell', 0.1, Math.ceil(last * 1.2), { takeProfitPrice: Math.ceil(last * 1.2) })).id;
    const all = await record();
    assert.equal(orderOf(all, placed.stop).descr.ordertype, 'stop-loss');
    assert.equal(orderOf(all, placed.take).descr.ordertype, 'take-profit-limit');
  });
  await check('trailing stop', async () => {
    const { id } = await kraken.createTrailingPercentOrder(symbol, 'market', 'sell', 0.1, undefined, 20);
    const own = orderOf(await record(), id);
    assert.equal(own.descr.price, '+20.0000%');
    near(Number(own.stopprice), Math.round(Number(own.limitprice) * 8) / 10, 'trigger');
    assert.equal((await kraken.fetchOrder(id)).status, 'open');
    await kraken.cancelOrder(id, symbol);
  });
  await check('refusals', async () => {
    await failsWith(ccxt.InsufficientFunds, () => kraken.createOrder(symbol, 'market', 'sell', 1000));
    await failsWith(ccxt.InvalidOrder, () => kraken.createOrder(symbol, 'limit', 'buy', 0.00001, 1));
  });
  await check('fetchOpenOrders', async () => {
    const open = (await kraken.fetchOpenOrders(symbol)).map((order) => order.id).sort();
    assert.deepEqual(open, [placed.limit, placed.post, placed.stop, placed.take].sort());
  });
  await check('editOrder', async () => {
    const price = Math.floor(last * 0.92);
    const edited = await kraken.editOrder(placed.limit, symbol, 'limit', 'buy', 0.2, price);
    assert.ok(edited.id);
    const own = orderOf(await record(), placed.limit);
    near(Number(own.descr.price), price, 'price');
    near(Number(own.vol), 0.2, 'volume');
  });
  await check('cancelOrder', async () => {
    await kraken.cancelOrder(placed.limit, symbol);
    assert.equal(orderOf(await record(), placed.limit).status, 'canceled');
    await failsWith(ccxt.OrderNotFound, () => kraken.cancelOrder(placed.limit, symbol));
    await kraken.cancelAllOrders();
    assert.equal((await kraken.fetchOpenOrders(symbol)).length, 0);
  });
  await check('fetchClosedOrders', async () => {
    const closed = await kraken.fetchClosedOrders(symbol);
    const filled = closed.find((order) => order.id === placed.market);
    near(filled.cost, orderOf(await record(), placed.market).cost, 'cost');
  });
  await check('fetchMyTrades', async () => {
    const trades = await kraken.fetchMyTrades(symbol);
    const own = (await record()).fills.filter((fill) => fill.fill.ordertxid === placed.market);
    const mine = trades.filter((trade) => trade.order === placed.market);
    const sum = (rows, of) => rows.reduce((total, row) => total + Number(of(row)), 0);
    near(sum(mine, (trade) => trade.cost), sum(own, (fill) => fill.fill.cost).toFixed(8), 'cost');
    near(sum(mine, (trade) => trade.fee.cost), sum(own, (fill) => fill.fill.fee).toFixed(8), 'fee');
  });
}

async function sockets() {
  await check('watchTicker', async () => assert.ok((await kraken.watchTicker(symbol)).last > 0));
  await check('watchTrades', async () => assert.ok((await kraken.watchTrades(symbol))[0].price > 0));
  await check('watchOHLCV', async () => assert.ok((await kraken.watchOHLCV(symbol, '1m'))[0][4] > 0));
  await check('watchOrderBook', async () => {
    for (let i = 0; i < 5; i++) {
      const book = await kraken.watchOrderBook(symbol, 10);
      assert.ok(book.bids[0][0] < book.asks[0][0]);
      assert.ok(book.asks.length >= 10);
    }
  });
  await check('order by WebSocket and watchOrders', async () => {
    const events = kraken.watchOrders(symbol);
    await subscribed('executions');
    const order = await kraken.createOrderWs(symbol, 'limit', 'buy', 0.1, Math.floor(last * 0.9));
    assert.equal(orderOf(await record(), order.id).status, 'open');
    const seen = await events;
    assert.ok(seen.some((row) => row.id === order.id));
    await kraken.cancelOrderWs(order.id);
    assert.equal(orderOf(await record(), order.id).status, 'canceled');
  });
  await check('watchMyTrades', async () => {
    const events = kraken.watchMyTrades(symbol);
    await subscribed('executions');
    const order = await kraken.createOrderWs(symbol, 'market', 'sell', 0.05);
    const trade = (await events).find((row) => row.order === order.id);
    const own = (await record()).fills.find((fill) => fill.id === trade.id).fill;
    near(trade.price, own.price, 'price');
    near(trade.amount, own.vol, 'amount');
    near(trade.fee.cost, own.fee, 'fee');
  });
  await check('watchBalance', async () => {
    const balance = await kraken.watchBalance();
    near(balance.USD.total ?? balance.USD.free, (await record()).balances.ZUSD.balance, 'USD');
  });
}

// Whatever hangs must not hang the build.
setTimeout(() => { console.error('not finished after 60 s'); process.exit(2); }, 60_000).unref();
try {
  await marketData();
  await orders();
  await sockets();
} catch (error) {
  console.error(error);
  process.exit(1);
} finally {
  await kraken.close();
}
console.log('done');
process.exit(0);
