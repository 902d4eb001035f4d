-- Readers of a preview for wrk: each asks for the paths in turn, and looks at every page that comes.
-- A page is whole if it ends as pages end; wrk itself counts what is shorter than its length says as a read error.

local paths = {}
local threads = {}
local turn = 0

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  paths = arguments
  torn, missing, refused, pages = 0, 0, 0, 0
end

function request()
  turn = turn + 1
  return wrk.format("GET", paths[turn % #paths + 1])
end

function response(status, headers, body)
  local kind = ""
  for name, value in pairs(headers) do
    if name:lower() == "content-type" then kind = value end
  end
  if status == 200 and kind:find("text/html", 1, true) then
    pages = pages + 1
    if body:sub(1, 15) ~= "<!doctype html>" or body:sub(-7) ~= "</html>" then torn = torn + 1 end
  elseif status == 404 then
    missing = missing + 1
  elseif status ~= 200 then
    refused = refused + 1
  end
end

function done(summary, latency, requests)
  local total = { pages = 0, torn = 0, missing = 0, refused = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(total) do total[name] = total[name] + thread:get(name) end
  end
  local errors = summary.errors
  io.write(string.format(
    '\nREADERS {"pages": %d, "torn": %d, "missing": %d, "refused": %d, "failed": %d, "late": %d}\n',
    total.pages, total.torn, total.missing, total.refused, errors.connect + errors.read + errors.write, errors.timeout
  ))
end
