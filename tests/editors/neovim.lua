-- Drives Neovim as somebody does who writes claims: open, mistake, diagnostic, completion, rename. Run by .ci/neovim in a case of two
-- sources that disagree; every step waits for what it expects and fails loudly.

local PATIENCE = 60000

local function fail(message)
  io.stderr:write("neovim: " .. message .. "\n")
  vim.cmd("cquit 1")
end

-- Waits until `holds` does.
local function wait(what, holds)
  if not vim.wait(PATIENCE, holds, 20) then
    fail("waited in vain until " .. what .. "\n" .. vim.inspect(vim.diagnostic.get()))
  end
end

-- The codes of what is reported in a buffer, from the first line on.
local function codes(buffer)
  local found = vim.diagnostic.get(buffer)
  table.sort(found, function(one, other) return one.lnum < other.lnum end)
  return vim.tbl_map(function(one)
    local code = one.code or one.user_data.lsp.code
    return code .. " " .. one.lnum .. ":" .. one.col
  end, found)
end

local function reported(buffer, wanted)
  return vim.tbl_contains(codes(buffer), wanted)
end

local function line(buffer, number)
  return vim.api.nvim_buf_get_lines(buffer, number, number + 1, true)[1]
end

-- Puts the cursor behind the first `needle` of a line, from 0.
local function go(number, needle)
  local _, at = line(0, number):find(needle, 1, true)
  vim.api.nvim_win_set_cursor(0, { number + 1, at - 1 })
end

local function request(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, PATIENCE) or fail(method .. " is not answered")
  for _, answer in pairs(answers) do
    return answer.result
  end
end

-- The line of the statement, from 0. Emoji and Arabic stand in it before whatever is looked at.
local STATED = 5

-- Whether something is reported where `needle` stands in that line.
local function reported_at(buffer, code, needle)
  local at = line(buffer, STATED):find(needle, 1, true) - 1
  return reported(buffer, code .. " " .. STATED .. ":" .. at)
end

local function steps()
  -- Opening.
  vim.cmd("edit bbc.claims")
  local bbc = vim.api.nvim_get_current_buf()
  wait("the quarrel is shown", function() return reported_at(bbc, "time-conflict", "on Saturday") end)

  -- A mistake.
  local good = line(bbc, STATED)
  vim.api.nvim_buf_set_lines(bbc, STATED, STATED + 1, true, { (good:gsub("place turin", "place turn")) })
  wait("the mistake is shown", function() return reported_at(bbc, "unknown-name", "turn,") end)
  vim.api.nvim_buf_set_lines(bbc, STATED, STATED + 1, true, { good })
  wait("the mistake is gone", function() return reported_at(bbc, "time-conflict", "on Saturday") end)

  -- Hover.
  go(STATED, "on Satur")
  local hover = request("textDocument/hover")
  if not hover.contents.value:find("on Sat 18 Jan 2025", 1, true) then
    fail("hover says " .. vim.inspect(hover))
  end

  -- Completion, taken up as Neovim does it.
  vim.api.nvim_buf_set_lines(bbc, STATED, STATED + 1, true, { good .. ", origin tu # 😀" })
  go(STATED, "origin tu")
  vim.api.nvim_win_set_cursor(0, { STATED + 1, vim.api.nvim_win_get_cursor(0)[2] + 1 })
  local list = request("textDocument/completion")
  local items = list.items or list
  local labels = vim.tbl_map(function(item) return item.label end, items)
  if labels[1] ~= "turin" then fail("completion offers " .. vim.inspect(labels)) end
  vim.lsp.util.apply_text_edits({ items[1].textEdit }, bbc, "utf-16")
  if line(bbc, STATED) ~= good .. ", origin turin # 😀" then fail("completion made " .. line(bbc, STATED)) end

  -- Renaming, across files that are open and files that are not.
  go(STATED, "place tur")
  vim.lsp.buf.rename("torino")
  wait("the id is renamed here", function()
    return line(bbc, STATED):find("place torino, ", 1, true) and line(bbc, STATED):find("origin torino #", 1, true)
  end)
  local case = vim.fn.bufadd("case.claims")
  vim.fn.bufload(case)
  wait("the id is renamed where it is declared", function()
    return line(case, 4) == 'place torino "Turin" in italy'
  end)

  -- What is unsaved counts: the quarrel ends when the day is another.
  vim.api.nvim_buf_set_lines(bbc, STATED, STATED + 1, true, { (line(bbc, STATED):gsub("on Saturday", "on Sunday")) })
  wait("the quarrel is over", function()
    return not vim.tbl_contains(vim.tbl_map(function(one) return one:match("^%S+") end, codes(bbc)), "time-conflict")
  end)

  -- Formatting.
  vim.api.nvim_buf_set_lines(bbc, 1, 2, true, { '      publisher     "BBC"' })
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ async = false, timeout_ms = PATIENCE })
  else
    vim.lsp.buf.formatting_sync(nil, PATIENCE)
  end
  if line(bbc, 1) ~= '  publisher "BBC"' then fail("formatting made " .. line(bbc, 1)) end
end

local good, trouble = pcall(steps)
if not good then fail(tostring(trouble)) end
vim.cmd("qall!")
