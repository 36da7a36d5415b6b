-- Payments for wrk: each request has a key of its own and the next payer's token; answers are counted by their status.
-- Arguments: the folder of the files "tokens" and "payees", payments in a request, what makes this run's keys its own.

local main = nil

function setup(thread)
  main = thread
end

local function lines(file)
  local all = {}
  for line in io.lines(file) do
    all[#all + 1] = line
  end
  return all
end

local tokens, payees, items, prefix
local serial = 0
statuses = {}

function init(args)
  tokens = lines(args[1] .. "/tokens")
  payees = lines(args[1] .. "/payees")
  items = tonumber(args[2])
  prefix = args[3]
  math.randomseed(os.time())
end

local function payment(number)
  return '{"payee":"' .. payees[math.random(#payees)] .. '","amountCents":1,"reference":"' .. prefix .. "-" .. number .. '"}'
end

local function body()
  if items == 1 then
    return payment(serial)
  end
  local all = {}
  for n = 1, items do
    all[n] = payment(serial .. "-" .. n)
  end
  return '{"mode":"all-or-nothing","items":[' .. table.concat(all, ",") .. "]}"
end

function request()
  serial = serial + 1
  return wrk.format("POST", nil, {
    ["Authorization"] = "Bearer " .. tokens[serial % #tokens + 1],
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = prefix .. "-" .. serial,
  }, body())
end

function response(status)
  statuses[status] = (statuses[status] or 0) + 1
end

function done(summary, latency)
  local seen = main:get("statuses")
  io.write(string.format("result\t%d\t%d\t%d\t%d", seen[201] or 0, summary.duration, latency:percentile(50),
    latency:percentile(99)))
  seen[201] = nil
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  if lost > 0 then
    seen[0] = lost
  end
  for status, answers in pairs(seen) do
    io.write(string.format("\t%d=%d", status, answers))
  end
  io.write("\n")
end
