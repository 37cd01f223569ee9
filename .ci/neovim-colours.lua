-- Looks that Neovim loads the parser and its queries, and colours a file with them. Run by .ci/editors.
local function queried(name)
  local get = vim.treesitter.query.get or vim.treesitter.query.get_query
  return assert(get("belie", name), "no query " .. name)
end

local function checked()
  local root = vim.treesitter.get_parser(0, "belie"):parse()[1]:root()
  assert(not root:has_error(), "the file is not read")
  local names = {}
  local count = 0
  local highlights = queried("highlights")
  for id in highlights:iter_captures(root, 0, 0, -1) do
    names[highlights.captures[id]] = true
    count = count + 1
  end
  assert(count > 150, count .. " pieces are coloured")
  for _, name in ipairs({ "keyword", "keyword.operator", "string", "function", "variable", "variable.parameter", "property" }) do
    assert(names[name], "nothing is coloured as " .. name)
  end
  local folds = 0
  for _ in queried("folds"):iter_captures(root, 0, 0, -1) do
    folds = folds + 1
  end
  assert(folds > 15, folds .. " entries fold")
  print("Neovim: " .. count .. " pieces coloured\n")
end

local good, why = pcall(checked)
if not good then
  io.stderr:write("Neovim: " .. tostring(why) .. "\n")
end
vim.cmd(good and "qall!" or "cquit 1")
