extension Phrases {
  /// What settings, layers, inputs and files are refused for.
  static let koreanRefusals = values + layers + sizes + files + lines

  /// A setting's value.
  private static let values: [(String, String)] = [
    ("{} is not a whole number: write {}", "{0}{은/는} 정수가 아니다: {1}처럼 적는다"),
    ("{} is not a whole number", "{0}{은/는} 정수가 아니다"),
    ("{} is neither True nor False", "{0}{은/는} True도 False도 아니다"),
    ("{} is beyond Float32: use at most {}", "{0}{은/는} Float32를 넘는다: {1} 이하로 한다"),
    ("{} is beyond Float32: numbers end at {}", "{0}{은/는} Float32를 넘는다: 수는 {1}까지다"),
    ("{} is not a number", "{0}{은/는} 수가 아니다"), ("'{}' is no number", "'{0!}'{은/는} 수가 아니다"),
    ("{} has {}: give one, or {}", "{0}에는 {1}{이/가} 있다: 하나, 또는 {2} 꼴로 적는다"),
    ("{} numbers", "수 {0}개"), ("{} number", "수 {0}개"), ("(rows, columns)", "(행, 열)"),
    ("(left, right, top, bottom)", "(왼쪽, 오른쪽, 위, 아래)"),
    (
      "{} is not 'valid', 'same', 'same_upper' or 'same_lower'",
      "{0}{은/는} 'valid', 'same', 'same_upper', 'same_lower' 중 하나가 아니다"
    ),
    ("{} is not ((top, bottom), (left, right))", "{0}{은/는} ((위, 아래), (왼쪽, 오른쪽)) 꼴이 아니다"),
    (
      "{} is worked out from the kernel: less of it is none",
      "{0}{은/는} 커널에서 정해진다: 더 줄일 수 없다"
    ),
    (
      "{} is not 'zeros', 'reflect', 'replicate' or 'circular'",
      "{0}{은/는} 'zeros', 'reflect', 'replicate', 'circular' 중 하나가 아니다"
    ),
    (
      "{} None says nothing of rows or columns: use {} to keep both lengths",
      "{0} None만으로는 행인지 열인지 알 수 없다: 둘 다 그대로 두려면 {1}{으로/로} 적는다"
    ),
    ("divisor_override is 0: use another number or None", "divisor_override가 0이다: 다른 수나 None으로 한다"),
    ("norm_type 0 has no root: use another number", "norm_type 0에는 근이 없다: 다른 수로 한다"),
    (
      "{} has no {}, unlike nn.{}: it has {}", "{0}에는 nn.{2}{과/와} 달리 {1!}{이/가} 없다: {3}{이/가} 있다"
    ),
  ]

  /// A layer, and what is written of it.
  private static let layers: [(String, String)] = [
    (
      "{} is not an operator of convscope: did you mean {}?",
      "{0}{은/는} convscope에 없는 연산이다: {1}{을/를} 뜻했나?"
    ),
    ("{} is not an operator of convscope: it has {}", "{0}{은/는} convscope에 없는 연산이다: {1}{이/가} 있다"),
    (
      "{} does not say in which order its parts are run: write them as nn.Sequential(…)",
      "{0!}{은/는} 부분을 어떤 순서로 실행하는지 말하지 않는다: nn.Sequential(…)로 적는다"
    ),
    (
      "a lesson needs a screen of {}, but this one has {}: enlarge it",
      "수업에는 {0} 화면이 필요한데 지금은 {1}{이다/다}: 크게 한다"
    ),
    ("has no {}: give it", "{0!}{이/가} 없다: 적는다"),
    ("takes {}, but has {}", "{0}{을/를} 받는데 {1}개가 있다"),
    ("{} arguments", "인수 {0}개"), ("{} argument", "인수 {0}개"),
    ("has no argument {}: it has {}", "{0!}{이라/라}는 인수는 없다: {1!}{이/가} 있다"),
    ("has {} twice", "{0!}{이/가} 두 번 있다"),
    ("'{}' is not a layer: write one as {}", "'{0!}'{은/는} 층이 아니다: {1}처럼 적는다"),
    ("there is no layer: write one as {}", "층이 없다: {0}처럼 적는다"),
    ("the layers end where {} should stand", "{0}{이/가} 와야 할 곳에서 층이 끝난다"),
    ("'{}' at character {} of the layers should be {}", "층의 {1}번째 글자 '{0!}' 자리에는 {2}{이/가} 와야 한다"),
    ("{} has an argument without a name after {}=…", "{0}에서 {1}=… 뒤에 이름 없는 인수가 있다"),
    ("the layers are nested too deeply", "층이 너무 깊이 겹쳐 있다"),
    ("{} is too large: whole numbers end at {}", "{0}{은/는} 너무 크다: 정수는 {1}까지다"),
    ("nn.Sequential() has no layer: give it one", "nn.Sequential()에 층이 없다: 하나 넣는다"),
    (
      "nn.Sequential takes layers, but its argument {} is none",
      "nn.Sequential은 층을 받는데 {0}번째 인수는 층이 아니다"
    ),
    ("layer takes one call, but here are {}: use layers", "layer는 호출 하나를 받는데 {0}개가 있다: layers를 쓴다"),
    (
      "padding='same' has no stride other than 1, but stride is {}: "
        + "use 'same_upper' or give the padding in numbers",
      "padding='same'은 스트라이드 1에서만 되는데 스트라이드가 {0}{이다/다}: 'same_upper'로 하거나 패딩을 수로 적는다"
    ),
    (
      "groups {} is the largest number that divides both in_channels {} and out_channels {}",
      "그룹 {0}{이/가} 입력 채널 {1}{과/와} 출력 채널 {2}의 가장 큰 공약수다"
    ),
    (
      "groups {} is the largest number that divides both in_channels {} and out_channels {}: "
        + "make out_channels a multiple of {}",
      "그룹 {0}{이/가} 입력 채널 {1}{과/와} 출력 채널 {2}의 가장 큰 공약수다: 출력 채널을 {3}의 배수로 한다"
    ),
    (
      "groups {} is the smallest number that divides both in_channels {} and out_channels {}",
      "그룹 {0}{이/가} 입력 채널 {1}{과/와} 출력 채널 {2}의 가장 작은 공약수다"
    ),
    (
      "rate {} is below 1: a convolution at rate 1 has no holes left to close",
      "팽창률 {0}{은/는} 1보다 작다: 팽창률 1에는 메울 구멍이 없다"
    ),
    (
      "rate {} keeps the output's size only with padding {}, which no convolution has: "
        + "D lowers the rate alone",
      "팽창률 {0}{은/는} 패딩 {1}에서만 출력 크기를 지키는데 그런 합성곱은 없다: D로 팽창률만 낮춘다"
    ),
    (
      "padding_mode is '{}', but a transposed convolution has only 'zeros'",
      "padding_mode가 '{0!}'인데 전치 합성곱에는 'zeros'뿐이다"
    ),
    (
      "output_padding {} is neither below stride {} nor below dilation {}: use at most {}",
      "output_padding {0}{이/가} 스트라이드 {1}보다도 팽창 {2}보다도 작지 않다: {3} 이하로 한다"
    ),
  ]

  /// Shapes that do not fit, and memory.
  private static let sizes: [(String, String)] = [
    (
      "{} takes {} input channels, but its input is {}: {}",
      "{0}{은/는} 입력 채널 {1}개를 받는데 입력은 {2}{이다/다}: {3}"
    ),
    (
      "{} takes {} input channel, but its input is {}: {}",
      "{0}{은/는} 입력 채널 {1}개를 받는데 입력은 {2}{이다/다}: {3}"
    ),
    ("use in_channels={}", "in_channels={0}{으로/로} 한다"),
    ("use in_channels={} or another :input", "in_channels={0}{으로/로} 하거나 다른 :input으로 한다"),
    (
      "{} needs at least one element a channel, but the input is {}",
      "{0}에는 채널마다 원소가 하나는 있어야 하는데 입력은 {1}{이다/다}"
    ),
    (
      "padding {} and {} takes away {} of {} elements: take at most {}",
      "패딩 {0}, {1}{이/가} 원소 {3}개 중 {2}개를 없앤다: {4}개까지만 없앤다"
    ),
    (
      "padding {} and {} takes away {} of {} element: take at most {}",
      "패딩 {0}, {1}{이/가} 원소 {3}개 중 {2}개를 없앤다: {4}개까지만 없앤다"
    ),
    (
      "reflect padding {} is not below the input's {} element: use at most {}",
      "reflect 패딩 {0}{은/는} 입력 원소 {1}개보다 작아야 한다: {2} 이하로 한다"
    ),
    (
      "circular padding {} wraps around more than once, the input has {} elements: use at most {}",
      "circular 패딩 {0}{은/는} 한 바퀴 넘게 도는데 입력 원소는 {1}개다: {2} 이하로 한다"
    ),
    (
      "circular padding {} wraps around more than once, the input has {} element: use at most {}",
      "circular 패딩 {0}{은/는} 한 바퀴 넘게 도는데 입력 원소는 {1}개다: {2} 이하로 한다"
    ),
    (
      "stride {} makes an output too large to count: use a smaller one",
      "스트라이드 {0}{은/는} 출력을 셀 수 없이 크게 한다: 더 작게 한다"
    ),
    (
      "padding {} leaves {} elements of the output: use at most {}",
      "패딩 {0}{이면/면} 출력에 원소가 {1}개 남는다: {2} 이하로 한다"
    ),
    ("the output {} has no element to step: give it one", "출력 {0}에는 옮겨 갈 원소가 없다: 하나는 있게 한다"),
    (
      "{} needs {}, more than the limit of {}: use something smaller or raise --memory-limit",
      "{0}에는 {1}{이/가} 필요한데 한도는 {2}{이다/다}: 더 작게 하거나 --memory-limit을 올린다"
    ),
    ("the output {}", "출력 {0}"), ("the input {}", "입력 {0}"), ("the weight {}", "가중치 {0}"),
    ("a step of {} taps", "탭 {0}개의 한 걸음"), ("more than 2⁶³ bytes", "2⁶³바이트보다 많은 메모리"),
    ("{} bytes", "{0}바이트"),
    (
      "the layer's taps are more than 2⁶³: use something smaller",
      "층의 탭이 2⁶³개보다 많다: 더 작게 한다"
    ),
    (
      "{} is {}×{}, but the kernel is {}×{}: change kernel_size",
      "{0}{은/는} {1}×{2}인데 커널은 {3}×{4}{이다/다}: kernel_size를 바꾼다"
    ),
    (
      "there is no element {}: the output is {}, so the last one is {}",
      "원소 {0}{은/는} 없다: 출력이 {1}{이라/라}서 마지막은 {2}{이다/다}"
    ),
    ("an image of {} has nothing to show", "{0} 이미지에는 보일 것이 없다"),
    ("--batch-index {} is not one of the batch's {}", "--batch-index {0}{은/는} 배치 {1}개를 벗어난다"),
  ]

  /// Files, read and written.
  private static let files: [(String, String)] = [
    ("{}: cannot be read: {}", "{0}: 읽을 수 없다: {1}"),
    ("{}: cannot be written: {}", "{0}: 쓸 수 없다: {1}"),
    ("{}: cannot be listed: {}", "{0}: 목록을 읽을 수 없다: {1}"),
    ("No such file or directory", "그런 파일이나 폴더가 없다"), ("Permission denied", "권한이 없다"),
    ("Is a directory", "폴더다"), ("Not a directory", "폴더가 아니다"),
    ("No space left on device", "디스크에 자리가 없다"), ("Read-only file system", "읽기 전용 파일 시스템이다"),
    (
      "{}: is larger than the memory limit: raise --memory-limit",
      "{0}: 메모리 한도보다 크다: --memory-limit을 올린다"
    ),
    (
      "{}: is there already: put ! behind the command to write over it",
      "{0}: 이미 있다: 명령 뒤에 !를 붙이면 덮어쓴다"
    ),
    ("{}: begins with {}, not as a {} file does", "{0}: {1}{으로/로} 시작해서 {2} 파일이 아니다"),
    ("{}: holds no arrays", "{0}: 배열이 없다"),
    ("{}: holds {} arrays; name one of {}, as in {}", "{0}: 배열이 {1}개다: {3}처럼 하나를 고른다: {2}"),
    ("{}: holds no array '{}', but {}", "{0}: 배열 '{1!}'{은/는} 없고 {2}{이/가} 있다"),
    (
      "{}: holds one array without a name, so there is no '{}'",
      "{0}: 이름 없는 배열 하나뿐이라 '{1!}'{은/는} 없다"
    ),
    (
      "{}: shape {} has {} axes, but an image has 2 (H×W), 3 (C×H×W) or 4 (N×C×H×W)",
      "{0}: 모양 {1}{은/는} 축이 {2}개인데 이미지의 축은 2 (H×W), 3 (C×H×W), 4 (N×C×H×W)개다"
    ),
    ("a crop of {} is empty: both lengths must be 1 or more", "{0} 자르기는 비었다: 두 길이 모두 1 이상으로 한다"),
    ("a crop of {} at {} leaves the picture of {}", "{1}에서 {0} 자르기는 {2} 그림을 벗어난다"),
    ("a size of {} is empty: both lengths must be 1 or more", "크기 {0}{은/는} 비었다: 두 길이 모두 1 이상으로 한다"),
    ("--crop {} is not {}", "--crop {0}{은/는} {1} 꼴이 아니다"),
    ("--resize {} is not {}", "--resize {0}{은/는} {1} 꼴이 아니다"),
    ("{} does not end in {}: write {}", "{0}{은/는} {1}{으로/로} 끝나지 않는다: {2}{으로/로} 적는다"),
    ("the output is still being computed: wait for it", "출력을 아직 계산하고 있다: 기다린다"),
    ("{} has no weights to save", "{0}에는 저장할 가중치가 없다"),
    ("{} has no bias to save", "{0}에는 저장할 편향이 없다"),
    ("{} is in {}", "{0}{이/가} {1}에 있다"), ("{} lines are in {}", "{0}줄이 {1}에 있다"),
    ("{} lines are in {}, its arrays in {}", "{0}줄이 {1}에, 배열은 {2}에 있다"),
    (
      "all is in {}: convscope --state {} shows it again",
      "모두 {0}에 있다: convscope --state {1}{으로/로} 다시 본다"
    ),
  ]

  /// The command line's own.
  private static let lines: [(String, String)] = [
    ("a call such as {}", "{0} 같은 호출"), ("calls such as {}", "{0} 같은 호출들"),
    ("a kernel's name, or the word integers", "커널 이름, 또는 integers라는 낱말"),
    ("a comparison's name, or A | B as layers", "비교 이름, 또는 층으로 적은 A | B"),
    ("input, kernel, bias or output, and FILE.npy", "input, kernel, bias, output 중 하나와 FILE.npy"),
    ("[a lesson's name]", "[수업 이름]"), ("a whole number", "정수"), ("a number", "수"),
    ("sample:NAME or FILE {}", "sample:NAME 또는 FILE {0!}"),
    ("a whole number, or None", "정수 또는 None"),
    ("{} takes nothing, not '{}'", "{0}{은/는} 아무것도 받지 않는다: '{1!}'{을/를} 뺀다"),
    ("{} takes {}, not '{}'", "{0}{은/는} '{2!}'{이/가} 아니라 {1}{을/를} 받는다"),
    ("{} writes no file: leave out the exclamation mark", "{0}{은/는} 파일을 쓰지 않는다: 느낌표를 뺀다"),
    (
      "{} needs sample:NAME or a file's name before {}",
      "{0}에는 {1} 앞에 sample:NAME이나 파일 이름이 필요하다"
    ),
    (
      "'{}' is no option of {}: it has --gray, --resize and --crop",
      "'{0!}'{은/는} {1}의 옵션이 아니다: --gray, --resize, --crop이 있다"
    ),
    ("no lesson is called '{}': there are {}", "'{0!}'{이라/라}는 수업은 없다: {1}{이/가} 있다"),
    ("no sample is called '{}': there are {}", "'{0!}'{이라/라}는 예제는 없다: {1}{이/가} 있다"),
    ("no kernel is called '{}': there are {}", "'{0!}'{이라/라}는 커널은 없다: {1}{이/가} 있다"),
    ("no comparison is called '{}': there are {}", "'{0!}'{이라/라}는 비교는 없다: {1}{이/가} 있다"),
    ("no comparison is called '{}': did you mean {}?", "'{0!}'{이라/라}는 비교는 없다: {1}{을/를} 뜻했나?"),
    ("nothing completes '{}'", "'{0!}'{을/를} 완성할 것이 없다"),
    ("{} does nothing here: Esc closes", "{0} 키는 여기서 하는 일이 없다: Esc 닫기"),
    (
      "{} does nothing here: Enter sets the number, Esc gives it up",
      "{0} 키는 여기서 하는 일이 없다: Enter 정하기, Esc 그만두기"
    ),
    ("the command line takes {} characters: paste less", "명령줄은 {0}자까지다: 더 짧게 붙여 넣는다"),
    ("{} layers: ] steps into the next, [ into the one before", "층 {0}개: ] 다음 층, [ 이전 층"),
  ]
}
